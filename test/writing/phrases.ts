/** Ways of writing that are wrong every time (docs/writing.md). A space stands for any white space, a line break too. */
export interface Phrase {
  /** What not to write. */
  not: RegExp;
  /** What to write instead. */
  but: string;
  /** A text that `not` must find. */
  example: string;
}

export const phrases: Phrase[] = [
  { not: /\bmend(?:s|ed|ing)?\b/i, but: 'fix', example: 'how to mend it' },
  { not: /\b(?:go|goes|gone|going|went) on with\b/i, but: 'resume, continue', example: 'The case is gone on with' },
  {
    not: /\b(?:go|goes|going|went) on (?:where|at the same)\b/i,
    but: 'resume where',
    example: 'goes on where it stopped',
  },
  { not: /\banew\b/i, but: 'again', example: 'The report is made anew' },
  { not: /\bis no (?:JSON|YAML)\b/i, but: "isn't JSON", example: 'line 3 is no JSON' },
  { not: /\bNone in what was read\b/i, but: 'Nothing found in …', example: 'None in what was read: 5156' },
  { not: /\btold apart\b/i, but: 'which two things look the same', example: 'cannot be told apart' },
  { not: /\bcannot be told\b/i, but: 'it is not known', example: 'whose it is cannot be told' },
  { not: /\bwhat of (?:it|them|that)\b/i, but: 'the part of it that', example: 'what of it is new' },
  {
    not: /\b(?:where(?:of|by|upon|in)|there(?:of|by|in|upon))\b/i,
    but: 'so; or a second sentence',
    example: 'the log, and the rows therein',
  },
  { not: /\bnoughts?\b/i, but: 'zero, 0', example: 'must be nought' },
  { not: /\bsays? (?:nothing )?of (?:it|the|an?|what)\b/i, but: 'say about', example: 'says nothing of it' },
  { not: /\b(?:tells?|telling) of\b/i, but: 'report, describe', example: 'the folder that it tells of' },
  { not: /\brests on\b/i, but: 'is based on, depends on', example: 'an answer rests on what was on screen' },
  { not: /\b(?:not|findings|answers) rest on\b/i, but: 'be based on, depend on', example: 'must not rest on it' },
  { not: /\bnot until\b/i, but: 'only when, only after', example: 'not until it was read' },
  { not: /\bnone but\b/i, but: 'only', example: 'none but the owner' },
  { not: /\bwhole files?\b/i, but: 'complete file', example: 'the whole file' },
  { not: /\bwholly\b/i, but: 'completely', example: 'not understood wholly' },
  { not: /\bends? with exit\b/i, but: 'exit with', example: 'ends with exit code 2' },
  { not: /\btaken (?:in|up)\b/i, but: 'added, accepted, read as', example: 'The alert is taken in' },
  { not: /\bgiven back\b/i, but: 'returned', example: 'Errors are given back' },
  { not: /\b(?:exists?|is) no more\b(?! than)/i, but: 'no longer exists', example: 'the channel exists no more' },
  { not: /\bnobody can be asked\b/i, but: 'nobody can answer', example: 'where nobody can be asked' },
  { not: /\bsave for\b/i, but: 'except for', example: 'save for one row' },
  { not: /\b(?:for|the) want of\b/i, but: 'without, because there is no', example: 'for want of a clock' },
  { not: /\bwants an?\b/i, but: 'needs', example: 'it wants a new folder' },
  { not: /\bserves as\b/i, but: 'is', example: 'that serves as a tunnel' },
  { not: /\bshall\b/i, but: 'will, must', example: 'it shall be read' },
  { not: /\bthat which\b/i, but: 'the … that', example: 'that which was collected' },
  { not: /\bsuch a one\b/i, but: 'one', example: 'such a one is refused' },
  { not: /\bin its stead\b/i, but: 'instead', example: 'another one in its stead' },
];
