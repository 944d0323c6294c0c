import { isDeepStrictEqual } from 'node:util';
import { jsonText } from '../../../src/domain/json-text.js';
import { redactJson } from '../../../src/secrets/redact.js';
import { asciiJson } from '../../../src/terminal/print.js';

/** Texts as values and as names of fields: what of a document is not that of a script, or does not come back as it was. */
export function tortureJson(texts: string[]): string[] {
  return texts.flatMap((text) => {
    const value = { text, list: [text, { [text]: text }] };
    const answer = asciiJson(value);
    const line = jsonText(value);
    const pretty = jsonText(value, 1);
    const wrong = [
      ...(/^[\x20-\x7e\n]*$/.test(answer) ? [] : ['--json is not ASCII']),
      ...(isDeepStrictEqual(JSON.parse(answer), redactJson(value)) ? [] : ['--json comes back otherwise']),
      ...(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(line) ? ['a line holds a control character'] : []),
      ...(isDeepStrictEqual([JSON.parse(line), JSON.parse(pretty)], [value, value])
        ? []
        : ['a line comes back otherwise']),
    ];
    return wrong.map((what) => `${JSON.stringify(text)}: ${what}`);
  });
}
