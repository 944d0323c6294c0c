import { expect, it } from 'vitest';
import { accessListArguments } from '../../../src/case/disk/private.js';

it('names nobody whom a host or its environment could rename', () => {
  const [dir, ...rest] = accessListArguments('C:\\cases\\one');
  expect(dir).toBe('C:\\cases\\one');
  const trustees = rest.filter((argument) => argument.includes(':('));
  expect(trustees.map((each) => each.split(':')[0])).toEqual(['*S-1-3-4', '*S-1-5-18', '*S-1-5-32-544']);
});
