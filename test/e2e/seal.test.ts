import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Seal } from '../../src/commands/seal/run.js';
import type { Unsealed } from '../../src/commands/unseal/run.js';
import { treeOf } from '../bags/sample.js';
import { built, example, newFolder, type Ran, replayOf, reportOf, root } from '../helpers/casefile.js';
import { casefile } from '../helpers/in-process.js';
import { mask } from '../helpers/mask.js';
import { hasMinisign, keyPair, minisignVerify } from '../helpers/minisign.js';
import { Terminal, keys as terminalKeys } from '../helpers/terminal.js';

/** GNU's, which we did not write. */
const coreutils = process.platform === 'linux';
const story = 'suspicious-service';
const handling = ['--case-ref', 'INC-7\nPayload-Oxum: 0.0', '--tlp', 'amber', '--legal-hold'];
/** A finished case, and a folder for what is made of it. */
let ran: Ran;
let dir: string;
let cases: string;
beforeAll(async () => {
  cases = newFolder();
  ran = await casefile([...replayOf(story, cases), ...handling]);
  dir = ran.result.dir!;
});

const document = <T>({ stdout }: Ran) => JSON.parse(stdout) as T;
const seal = async (...more: string[]) => {
  const sealed = await casefile(['seal', dir, '--json', '--output', join(newFolder(), 'bag'), ...more]);
  expect(sealed.code, sealed.stderr).toBe(0);
  return document<Seal>(sealed);
};
const copyOfCase = () => {
  const copy = join(newFolder(), 'case');
  cpSync(dir, copy, { recursive: true });
  return copy;
};

describe('a sealed case, as a folder', () => {
  it.runIf(coreutils)('is accepted by sha256sum, sha512sum and a check of RFC 8493 in bash and coreutils', async () => {
    const { bag, payload } = await seal();
    for (const sum of ['sha256', 'sha512'])
      for (const manifest of [`manifest-${sum}.txt`, `tagmanifest-${sum}.txt`])
        execFileSync(`${sum}sum`, ['--strict', '--quiet', '-c', manifest], { cwd: bag });
    const checked = spawnSync(join(root, 'test/bags/check-bag.sh'), [bag], { encoding: 'utf8' });
    expect(checked.stdout + checked.stderr).toBe(`valid: ${payload.bytes} octets in ${payload.files} files\n`);
  });

  it.runIf(coreutils)('is refused by that check as soon as one file of it differs', async () => {
    const { bag } = await seal();
    writeFileSync(join(bag, 'data/alert.json'), '{}');
    expect(spawnSync(join(root, 'test/bags/check-bag.sh'), [bag]).status).toBe(1);
  });

  it('holds the case as it is, without its lock, and changes nothing in it', async () => {
    const before = treeOf(dir);
    const { bag } = await seal();
    expect(treeOf(join(bag, 'data'))).toEqual(before);
    expect(treeOf(dir)).toEqual(before);
  });

  it('says whose case it is, up to where, and how it is to be handled', async () => {
    const { bag, head } = await seal();
    expect(head).toBe(ran.result.head);
    const info = readFileSync(join(bag, 'bag-info.txt'), 'utf8');
    expect(info).toContain(`External-Identifier: ${ran.result.case}\nCasefile-Journal-Head: ${head}\n`);
    expect(info).toContain(
      'Casefile-Case-Reference: INC-7␊Payload-Oxum: 0.0\nCasefile-TLP: AMBER\nCasefile-Legal-Hold: yes\n',
    );
    expect(info.match(/^Payload-Oxum: /gm)).toHaveLength(1);
  });
});

describe('a sealed case, as an archive', () => {
  it('is the same bytes in any time zone and language', async () => {
    const outputs = [join(newFolder(), 'a.zip'), join(newFolder(), 'b.zip')];
    await casefile(['seal', dir, '--zip', '--output', outputs[0]!], { command: built, env: { TZ: 'UTC' } });
    await casefile(['seal', dir, '--zip', '--output', outputs[1]!], {
      command: built,
      env: { TZ: 'Pacific/Auckland', LANG: 'ja_JP' },
    });
    expect(readFileSync(outputs[0]!).equals(readFileSync(outputs[1]!))).toBe(true);
  });

  it('comes out again as the case that it was: it verifies, and its report is the same', async () => {
    const { bag, sha256 } = await seal('--zip');
    expect(createHash('sha256').update(readFileSync(bag)).digest('hex')).toBe(sha256);
    const out = join(newFolder(), 'out');
    const unsealed = await casefile(['unseal', bag, out, '--json']);
    expect(document<Unsealed>(unsealed)).toMatchObject({
      case: ran.result.case,
      head: ran.result.head,
      signature: null,
    });
    expect(unsealed.stderr).toContain('It is not signed');
    expect((await casefile(['verify', out])).code).toBe(0);
    expect((await casefile(['report', out, '--stdout'])).stdout).toBe(reportOf(ran));
  });

  it('of a case that is not finished can be resumed where it is unsealed', async () => {
    const open = newFolder();
    const waiting = await casefile(
      replayOf(story, open).filter((arg) => arg !== '--answers' && !arg.endsWith('answers.yaml')),
    );
    expect(waiting.code).toBe(4);
    const bag = join(newFolder(), 'bag.zip');
    await casefile(['seal', '--case-dir', open, '--zip', '--output', bag]);
    const elsewhere = newFolder();
    expect((await casefile(['unseal', bag, '--case-dir', elsewhere])).stdout.trim()).toBe(
      join(elsewhere, waiting.result.case!),
    );
    const done = await casefile([
      'resume',
      '--case-dir',
      elsewhere,
      '--answers',
      example(story, 'answers.yaml'),
      '--no-input',
      '--json',
    ]);
    expect(done.result).toMatchObject({ status: 'concluded', case: waiting.result.case });
  });
});

describe('a case is not sealed', () => {
  const refused = async (code: number, error: string, args: string[]) => {
    const target = newFolder();
    const sealed = await casefile(['seal', ...args, '--json', '--output', join(target, 'bag')]);
    expect({ code: sealed.code, error: sealed.result.error?.code }).toEqual({ code, error });
    expect(readdirSync(target)).toEqual([]);
    return sealed;
  };

  it('when a file of it differs: exit 5', async () => {
    const copy = copyOfCase();
    writeFileSync(join(copy, 'alert.json'), '{}');
    expect((await refused(5, 'case-differs', [copy])).stderr).toContain('changed alert.json');
  });

  it('when a file is there that nobody journaled: exit 5', async () => {
    const copy = copyOfCase();
    writeFileSync(join(copy, 'evidence/forged.1.jsonl'), '');
    await refused(5, 'case-differs', [copy]);
  });

  it.skipIf(process.platform === 'win32')('when a link stands for a file of it: exit 5', async () => {
    const copy = copyOfCase();
    renameSync(join(copy, 'alert.json'), `${copy}.alert`);
    symlinkSync(`${copy}.alert`, join(copy, 'alert.json'));
    await refused(5, 'case-differs', [copy]);
  });

  it('while another process holds it: exit 6', async () => {
    const copy = copyOfCase();
    writeFileSync(
      join(copy, 'lock'),
      JSON.stringify({ pid: process.pid, started: null, host: hostname(), since: 'now' }),
    );
    await refused(6, 'case-locked', [copy]);
  });

  it('over something that lies there: exit 2', async () => {
    const target = mkdtempSync(join(newFolder(), 'there-'));
    const sealed = await casefile(['seal', dir, '--output', target, '--json']);
    expect(sealed.result).toMatchObject({ exit: 2, error: { code: 'target-exists' } });
  });

  it('into itself: exit 2', async () => {
    const sealed = await casefile(['seal', dir, '--output', join(dir, 'bag'), '--json']);
    expect(sealed.result).toMatchObject({ exit: 2, error: { code: 'seal-inside' } });
    expect(existsSync(join(dir, 'bag'))).toBe(false);
  });
});

it('a lock that a dead process left stays as it is, for resume to journal', async () => {
  const copy = copyOfCase();
  const lock = JSON.stringify({ pid: 2 ** 22 + 1, started: null, host: hostname(), since: 'then' });
  writeFileSync(join(copy, 'lock'), lock);
  const { code } = await casefile(['seal', copy, '--output', join(newFolder(), 'bag')]);
  expect(code).toBe(0);
  expect(readFileSync(join(copy, 'lock'), 'utf8')).toBe(lock);
});

describe('--replay of a bag', () => {
  const replayOfBag = (bag: string, ...more: string[]) => [
    ...['run', example(story, 'alert.json'), '--replay', bag, '--answers', example(story, 'answers.yaml')],
    ...['--no-input', '--case-dir', newFolder(), '--json', ...more],
  ];

  it.each([
    ['as a folder', []],
    ['as an archive', ['--zip']],
  ])('%s gives the report of the evidence itself', async (_, form) => {
    const { bag } = await seal(...form);
    const temporary = newFolder();
    const again = await casefile(replayOfBag(bag, ...handling), { command: built, env: { TMPDIR: temporary } });
    expect(mask(reportOf(again), { method: true })).toBe(mask(reportOf(ran), { method: true }));
    expect(readFileSync(join(again.result.dir!, 'journal.jsonl'), 'utf8')).toContain(`"from":${JSON.stringify(bag)}`);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('as an archive needs a temporary folder, and says so: exit 7', async () => {
    const { bag } = await seal('--zip');
    const none = join(newFolder(), 'none');
    const refused = await casefile(replayOfBag(bag), { env: { TMPDIR: none, TEMP: none } });
    expect(refused.result).toMatchObject({ exit: 7, error: { code: 'temporary-folder' } });
    expect(refused.stderr).toContain(none);
  });

  it('goes on in a later run, from the same bag', async () => {
    const { bag } = await seal('--zip');
    const into = newFolder();
    const without = replayOfBag(bag).filter((arg) => arg !== '--answers' && !arg.endsWith('answers.yaml'));
    expect((await casefile([...without, '--case-dir', into])).code).toBe(4);
    const rest = ['--answers', example(story, 'answers.yaml'), '--no-input', '--json'];
    const done = await casefile(['resume', '--case-dir', into, ...rest]);
    expect(done.result).toMatchObject({ status: 'concluded', verdict: ran.result.verdict });
    expect(done.stderr).toContain('a sealed case whose files verify');
  });

  it('is checked by --plan too, which makes no case', async () => {
    const { bag } = await seal();
    const into = newFolder();
    const plan = await casefile([...replayOfBag(bag), '--case-dir', into, '--plan']);
    expect(JSON.parse(plan.stdout).engine).toEqual({ kind: 'replay', from: bag });
    expect(readdirSync(into)).toEqual([]);
  });

  it('that does not verify is exit 5, and no case is made', async () => {
    const { bag } = await seal();
    rmSync(join(bag, 'data/evidence'), { recursive: true });
    const into = newFolder();
    const again = await casefile([...replayOfBag(bag), '--case-dir', into]);
    expect(again.result).toMatchObject({ exit: 5, error: { code: 'bag-invalid' }, case: null });
    expect(readdirSync(into)).toEqual([]);
  });

  it('that must be signed and is not is exit 5', async () => {
    const { bag } = await seal('--zip');
    const publicKey = ['--public-key', 'RWTj4HhmMhbXGyzD++saf5DY+MfbBUxHvdfxrD0/1FnAaMNzQpz8rdwH'];
    expect((await casefile(replayOfBag(bag, ...publicKey))).result).toMatchObject({ exit: 5 });
  });
});

describe.runIf(hasMinisign)("a signature that Debian's minisign checks", () => {
  it('lies in a folder, over the tag manifest that names every byte', async () => {
    const keys = keyPair();
    const { bag } = await seal('--sign', keys.secret);
    const { ok, output } = minisignVerify(join(bag, 'tagmanifest-sha512.txt'), keys.public);
    expect({ ok, output }).toEqual({
      ok: true,
      output: expect.stringContaining(`case:${ran.result.case} head:${ran.result.head}`),
    });
    expect((await casefile(['unseal', bag, join(newFolder(), 'out'), '--public-key', keys.public])).code).toBe(0);
  });

  it('lies beside an archive, over all of it, and in it', async () => {
    const keys = keyPair();
    const { bag, signature } = await seal('--zip', '--sign', keys.secret);
    expect(minisignVerify(bag, keys.public).ok).toBe(true);
    expect(signature!.files).toEqual([`${bag}.minisig`, 'tagmanifest-sha512.txt.minisig']);
    rmSync(`${bag}.minisig`);
    const unsealed = await casefile(['unseal', bag, join(newFolder(), 'out'), '--public-key', keys.public, '--json']);
    expect(document<Unsealed>(unsealed).signature).toMatchObject({ key: signature!.key, checked: true });
  });

  it('by another key is refused: exit 5', async () => {
    const { bag } = await seal('--zip', '--sign', keyPair().secret);
    const out = join(newFolder(), 'out');
    const unsealed = await casefile(['unseal', bag, out, '--public-key', keyPair().public, '--json']);
    expect(unsealed.result).toMatchObject({ exit: 5, error: { code: 'bag-signature' } });
    expect(existsSync(out)).toBe(false);
  });

  it('is called not checked when no key is named', async () => {
    const { bag } = await seal('--sign', keyPair().secret);
    expect((await casefile(['unseal', bag, join(newFolder(), 'out')])).stderr).toContain('NOT checked');
  });

  it.skipIf(process.platform === 'win32')(
    'asks for the password of its key at a terminal, and does not show it',
    { timeout: 120_000 },
    async () => {
      const keys = keyPair('correct horse');
      const bag = join(newFolder(), 'bag');
      const stopped = new Terminal(['seal', dir, '--sign', keys.secret, '--output', bag]);
      await stopped.see('Password of');
      stopped.type(terminalKeys.ctrlC);
      expect((await stopped.exit).exitCode).toBe(130);
      expect(existsSync(bag)).toBe(false);

      const terminal = new Terminal(['seal', dir, '--sign', keys.secret, '--output', bag]);
      await terminal.see('Password of');
      terminal.type(`correct horse${terminalKeys.enter}`);
      expect((await terminal.exit).exitCode).toBe(0);
      expect(terminal.plain).not.toContain('horse');
      expect(minisignVerify(join(bag, 'tagmanifest-sha512.txt'), keys.public).ok).toBe(true);
    },
  );

  it('with an encrypted key needs its password: exit 4 without', {
    timeout: 120_000,
  }, async () => {
    const keys = keyPair('correct horse');
    const run = (env: NodeJS.ProcessEnv) =>
      casefile(['seal', dir, '--json', '--sign', keys.secret, '--output', join(newFolder(), 'bag')], { env });
    expect((await run({})).result).toMatchObject({ exit: 4, error: { code: 'key-password-missing' } });
    const { bag } = document<Seal>(await run({ CASEFILE_KEY_PASSWORD: 'correct horse' }));
    expect(minisignVerify(join(bag, 'tagmanifest-sha512.txt'), keys.public).ok).toBe(true);
  });
});
