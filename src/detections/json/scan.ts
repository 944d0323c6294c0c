/** What is wrong with a JSON text, and at which UTF-16 offset. */
interface JsonProblem {
  offset: number;
  expected: string;
}

/** What is wrong, or null, and where the numbers are that don't fit a JavaScript number. */
interface JsonScan {
  problem: JsonProblem | null;
  bigNumbers: { start: number; end: number }[];
}

type State = 'value' | 'first value or ]' | 'first key or }' | 'key' | ':' | ', or end' | 'end of file';

const expectations: { [state in State]: string } = {
  value: 'a value',
  'first value or ]': 'a value or ]',
  'first key or }': 'a key in double quotes, or }',
  key: 'a key in double quotes',
  ':': 'a colon',
  ', or end': 'a comma or the closing bracket',
  'end of file': 'the end of the file, because an alert file contains one alert',
};

/**
 * Checks JSON grammar without recursion. `JSON.parse` does not always say where it stumbled, recurses as deep as the
 * text asks for, rounds integers beyond 2^53 and makes 1e400 Infinity; this finds them all beforehand.
 */
export function scanJson(text: string, maxDepth: number): JsonScan {
  const bigNumbers: JsonScan['bigNumbers'] = [];
  const open: string[] = [];
  const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
  let state: State = 'value';
  let at = 0;
  const fail = (expected: string): JsonScan => ({ problem: { offset: at, expected }, bigNumbers });
  const afterValue = (): State => (open.length === 0 ? 'end of file' : ', or end');

  for (;;) {
    while (' \t\n\r'.includes(text[at] ?? 'end')) at++;
    const char = text[at];
    if (char === undefined) return state === 'end of file' ? { problem: null, bigNumbers } : fail(expectations[state]);
    const wantsValue: boolean = state === 'value' || state === 'first value or ]';
    const wantsKey: boolean = state === 'key' || state === 'first key or }';

    if (char === '"' && (wantsValue || wantsKey)) {
      const end = stringEnd(text, at);
      if (typeof end !== 'number') return { problem: end, bigNumbers };
      at = end;
      state = wantsKey ? ':' : afterValue();
    } else if ((char === '{' || char === '[') && wantsValue) {
      if (open.length === maxDepth) return fail(`at most ${maxDepth} levels of nesting`);
      open.push(char === '{' ? '}' : ']');
      state = char === '{' ? 'first key or }' : 'first value or ]';
      at++;
    } else if (
      (char === '}' || char === ']') &&
      open.at(-1) === char &&
      (state === ', or end' || state.startsWith('first'))
    ) {
      open.pop();
      state = afterValue();
      at++;
    } else if (char === ',' && state === ', or end') {
      state = open.at(-1) === '}' ? 'key' : 'value';
      at++;
    } else if (char === ':' && state === ':') {
      state = 'value';
      at++;
    } else if (wantsValue) {
      scalar.lastIndex = at;
      const token = scalar.exec(text)?.[0];
      if (token === undefined) return fail(expectations[state]);
      if (tooBig(token)) {
        bigNumbers.push({ start: at, end: at + token.length });
      }
      at += token.length;
      state = afterValue();
    } else return fail(expectations[state]);
  }
}

const tooBig = (token: string): boolean =>
  /^-?\d+$/.test(token) ? !Number.isSafeInteger(Number(token)) : Math.abs(Number(token)) === Infinity;

/** Offset behind the string that starts at `start`, or what is wrong inside it. */
function stringEnd(text: string, start: number): number | JsonProblem {
  const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20)
      return { offset: at, expected: 'a closing quote before the line ends, control characters escaped' };
    if (code !== 0x5c) continue;
    escaped.lastIndex = at;
    const found = escaped.exec(text);
    if (!found) return { offset: at, expected: 'a known escape; a backslash itself is written \\\\' };
    at += found[0].length - 1;
  }
  return { offset: text.length, expected: 'a closing quote' };
}
