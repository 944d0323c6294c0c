import type { Json, JsonObject } from '../../domain/json.js';

/**
 * A correlation that rules can't express: a general, pure function of evidence rows. It knows no product: names, ports and
 * services come from the playbook as arguments and params. `index.ts` lists all of them.
 */
export interface FactFunction {
  /** Name in `use:`. */
  name: string;
  /** Names that `with:` must have. It can have more. */
  with: string[];
  /**
   * Never throws: a field that is missing or has another type counts as absent.
   * @param args the values of `with:`; evidence rows carry `from`
   * @param params the plain settings of `params:`
   * @param complain takes a sentence about an unusable setting or input; it is printed under coverage
   */
  run(args: JsonObject, params: JsonObject, complain: (text: string) => void): Json;
}
