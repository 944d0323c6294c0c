import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCollectors } from '../../src/collectors/index.js';

describe('openCollectors', () => {
  it('opens PowerShell at the path that is named', () => {
    expect(openCollectors({ powershell: process.execPath })).toMatchObject({
      kind: 'powershell',
      from: process.execPath,
    });
  });

  it('names the transport in the kind, so that journal and evidence tell it', () => {
    expect(openCollectors({ powershell: process.execPath, transport: 'file' }).kind).toBe('powershell-file');
  });

  it('opens a replay even where PowerShell is named as well', () => {
    const replay = path.join(tmpdir(), 'no-such-folder');
    expect(() => openCollectors({ powershell: process.execPath, replay })).toThrowError(
      expect.objectContaining({ code: 'replay-folder' }),
    );
  });
});
