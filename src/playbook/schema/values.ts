import * as z from 'zod';
import { parseDuration } from '../../domain/time.js';

/** The `expected` half of a problem is the message given here. */
export const idPattern = /^[a-z][a-zA-Z0-9]*$/;
export const kebabPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

export const id = z.string().regex(idPattern, 'an id in camelCase');
export const kebabId = z.string().regex(kebabPattern, 'an id in kebab-case');
export const text = z.string().min(1, 'a text that is not empty');
export const expression = z.string().min(1, 'a CEL expression').describe('CEL expression');
export const template = z.string().min(1, 'a text that is not empty').describe('Text with {{ CEL }} in it');
/** In milliseconds. */
export const duration = z
  .string()
  .regex(/^P(\d+W)?(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/, 'an ISO-8601 duration such as PT60S or P90D')
  .refine((value) => (parseDuration(value) ?? 0) > 0, 'an ISO-8601 duration above zero, such as PT60S or P90D')
  .transform((value) => parseDuration(value)!);

/** A key that may be left out; its value is null then. */
export const optional = <T extends z.ZodType>(value: T) => value.optional().transform((given) => given ?? null);

/** Ids to values; an id in the wrong spelling is reported at its key. */
export const byId = <T extends z.ZodType>(value: T) => z.record(id, value);
