/**
 * Makes two runs of one story comparable: everything that rightly differs between runs is replaced by a word. The list
 * is the whole truth about what may differ; anything else is a difference.
 */
export interface MaskOptions {
  /** Recorded source of the answers: `terminal` or `answers`. */
  answerSource?: boolean;
  /** How evidence was obtained (`powershell`, `replay`) and from where. */
  method?: boolean;
  /** One of the runs was interrupted and resumed. */
  interruptions?: boolean;
  /** One of the runs has attempts without an end: their rows are left out, and evidence is numbered without them. */
  attempts?: boolean;
}

const rules: [RegExp, string][] = [
  [/\b20\d{6}-[a-z0-9-]+-[0-9a-f]{8}\b/g, '<case>'], // case id
  [/\b[0-9a-f]{64}\b/g, '<hash>'],
  [/\b(?:2026|2027|2028|2029|203\d)-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{3})?Z/g, '<our time>'], // the stories are of 2025 and before
  [/"pid":\d+/g, '"pid":<pid>'],
  [/\bpid \d+\b/g, 'pid <pid>'],
  [/\b\d+ (?:ms|s|min|h|d)(?: \d+ (?:s|min|h))? (?=(?:behind|ahead of) casefile’s own clock)/g, '<drift> '], // a story's clock against ours
  [/\.\d+\.jsonl\b/g, '.<attempt>.jsonl'],
  // An evidence file's size changes with our own pids and times, and with where it was replayed from.
  [/(`evidence\/[^`]+` \| `<hash>` \|) \d+/g, '$1 <bytes>'],
  [/(\b\d+ files of) \d+ bytes/g, '$1 <bytes> bytes'],
];

export function mask(
  text: string,
  { answerSource = false, method = false, interruptions = false, attempts = false }: MaskOptions = {},
): string {
  let masked = text;
  for (const [pattern, word] of rules) masked = masked.replace(pattern, word);
  if (answerSource) masked = masked.replace(/at the terminal|from an answers file/g, '<source>');
  if (method)
    masked = masked
      .replace(/^- How: .*$/m, '- How: <method>')
      .replace(/\b(?:powershell|replay)\b[^|\n]*/g, '<method>')
      // Recorded evidence may come from other processes than one run has.
      .replace(/\n## Footprint of the tool\n[\s\S]*?(?=\n## |$)/, '');
  if (interruptions)
    masked = masked
      .replace(/^journalEntry: \d+$/m, 'journalEntry: <n>')
      .replace(/up to entry \d+/, 'up to entry <n>')
      .replace(/That is \d+ in all/, 'That is <n> in all')
      .replace(/^- (?:Resumed|Interrupted) .*\n/gm, '')
      .replace(/\n## Appendix: errors, noise and interruptions\n\n(?=$|##)/, '')
      .replace(/\n\n+$/, '\n');
  return attempts ? withoutUnfinished(masked) : masked;
}

/** What refers to an attempt without an end refers to the next one that has its end. */
function withoutUnfinished(text: string): string {
  const number = (id: string) => Number(id.slice(1));
  const unfinished = [...text.matchAll(/^- Attempt \d+ of .* has no recorded end \[(E\d+)\]\.$/gm)].map(
    ([, id]) => id!,
  );
  const kept = [...new Set([...text.matchAll(/(?<!`)\[(E\d+)/g)].map(([, id]) => id!))]
    .filter((id) => !unfinished.includes(id))
    .sort((a, b) => number(a) - number(b));
  return text
    .replace(/^\| \[E\d+\] \| [^|]*, unfinished \|.*\n/gm, '')
    .replace(/^- Attempt \d+ of .* has no recorded end \[E\d+\]\.\n/gm, '')
    .replace(/, \d+ attempts? without an end/, '')
    .replace(/\n### Limits\n\n(?=\n|#)/, '')
    .replace(/, attempt \d+/g, ', attempt <attempt>')
    .replace(/(?<!`)\[(E\d+)/g, (_, id: string) => `[E${kept.findIndex((each) => number(each) >= number(id)) + 1}`)
    .replace(/(\[E\d+\])(?: \1)+/g, '$1');
}
