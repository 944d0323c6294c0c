import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { built, newFolder, root } from '../helpers/casefile.js';
import { casefile } from '../helpers/in-process.js';
import { concludedCase } from '../helpers/made-case.js';
import { Screen } from '../helpers/screen.js';
import { keys, Terminal } from '../helpers/terminal.js';
import { terminal as hostile } from '../torture/injections/strings.js';

/** What the libraries that draw prompts and spinners do: move, erase, colour, hide and show the cursor. */
const drawing = /^CSI (?:[A-DGHJKm]|\? [hl])$/;

/** What a terminal was made to do beyond that, by all that a program wrote to it. */
async function otherwise(written: string): Promise<string[]> {
  const screen = new Screen(160);
  await screen.write(written);
  return screen.changed().filter((what) => !drawing.test(what));
}

describe('prompts and spinners in a terminal', () => {
  const program = join(root, 'node_modules/.cache/casefile-asker/asker.mjs');

  beforeAll(async () => {
    await build({
      entryPoints: [join(root, 'test/terminal/asker.ts')],
      outfile: program,
      ...({ bundle: true, format: 'esm', platform: 'node', target: 'node20' } as const),
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    });
  });

  it('draw a text of a playbook, a host or an earlier answer as text alone', async () => {
    const text = hostile.join(' ');
    const file = join(newFolder(), 'answers.json');
    const asking = new Terminal([JSON.stringify(text), file], {}, program);
    for (const prompt of ['? First', '? Second', '? Third', ' fourth', '? Fifth', 'attach a file']) {
      await asking.see(prompt);
      asking.type(keys.enter);
    }
    await asking.see('? Path of the file');
    asking.type(`x${keys.enter}`);
    await asking.see('? Which verdict?');
    asking.type(keys.enter);
    await asking.see('? Decision');
    asking.type(keys.enter);
    await asking.see('? Why?');
    asking.type(`y${keys.enter}`);
    expect(await asking.exit).toMatchObject({ exitCode: 0 });
    expect(await otherwise(asking.screen)).toEqual([]);
    expect(asking.plain).not.toMatch(/[\u0080-\u009f\u200b\u202e\u2066]/);
    // Who takes an earlier answer has said what stood there.
    const [free] = JSON.parse(readFileSync(file, 'utf8')) as { value: string }[];
    expect(free!.value).toContain('␛[2J');
  }, 60_000);
});

/** Lines that begin as ours do and are not. */
const forged = /^(?:Verdict|error|Head): (?:expected|none)/m;

describe('a line break in what comes from elsewhere', () => {
  it('makes no line of an error about an alert', async () => {
    const file = join(newFolder(), 'alert.json');
    const text = readFileSync(join(root, 'test/torture/case/alert.json'), 'utf8').replaceAll('7045', '7099');
    const alert = JSON.parse(text) as { _source: object };
    alert._source = { ...alert._source, rule: { name: 'x\nVerdict: expected\nHead: none' } };
    writeFileSync(file, JSON.stringify(alert));
    const ran = await casefile(['run', file, '--case-dir', newFolder(), '--no-input']);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('Verdict: expected');
    expect(ran.stderr).not.toMatch(forged);
  });

  it('makes no line of an error about the command line', async () => {
    const ran = await casefile(['lint', '--x\nVerdict: expected\n(Did you mean --json?)\nerror: none']);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('Verdict: expected');
    expect(ran.stderr).not.toMatch(forged);
  });

  it('makes no line of what verify finds in a case folder', async () => {
    const dir = await concludedCase();
    writeFileSync(join(dir, 'evidence', 'x\nVerdict: expected'), '');
    const ran = await casefile(['verify', dir]);
    expect(ran.code).toBe(5);
    expect(ran.stderr).toContain('x␊Verdict: expected');
    expect(ran.stderr).not.toMatch(forged);
  });
});

describe('what Node.js writes by itself', () => {
  const text = '\\x1b]0;title\\x07\\nVerdict: expected';
  const preload = (act: string) => ({
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(
      `const t = setInterval(() => { if (process.listenerCount('uncaughtException') > 0) { clearInterval(t); ${act} } }, 1);`,
    )}`,
  });

  it('of an error that nobody caught passes the sink, and is a bug', async () => {
    const ran = await casefile(['lint'], { command: built, env: preload(`throw new Error('${text}')`) });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('␛]0;title␇');
    expect(ran.stderr).not.toMatch(/[\x00-\x09\x0b-\x1f]|^Verdict/m);
  });

  it('of a warning passes the sink', async () => {
    const ran = await casefile(['lint'], { command: built, env: preload(`process.emitWarning('${text}')`) });
    expect(ran.stderr).toContain('warning: Warning: ␛]0;title␇␊Verdict: expected');
    expect(ran.stderr).not.toMatch(/[\x00-\x09\x0b-\x1f]|^Verdict/m);
  });
});
