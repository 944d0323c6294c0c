import { describe, expect, it } from 'vitest';
import { defang } from '../../../src/report/nodes/defang.js';

describe('defang', () => {
  it.each([
    ['https://evil.example/a.b?c', 'hxxps://evil[.]example/a.b?c'],
    ['HTTP://EVIL.EXAMPLE', 'hxxp://EVIL[.]EXAMPLE'],
    ['sb://ns.servicebus.windows.net/hc', 'sb[:]//ns[.]servicebus[.]windows[.]net/hc'],
    ['see www.evil.example', 'see www[.]evil[.]example'],
    ['ask a.meyer@contoso.example', 'ask a.meyer[@]contoso.example'],
    ['host sql01.contoso.example', 'host sql01[.]contoso[.]example'],
    ['mailto:x', 'mailto[:]x'],
  ])('%s', (text, expected) => {
    expect(defang(text)).toBe(expected);
  });

  it('leaves file names and sentences alone', () => {
    const text = 'Relay.config was replaced at 02:18. CHG-1 covers it; 192.0.2.1 called';
    expect(defang(text)).toBe(text);
  });
});
