import type { Json, JsonObject } from '../../domain/json.js';

/**
 * A correlation that rules cannot express: a general, pure function of evidence rows. Nothing in it knows a product;
 * names, ports and services come from the playbook as arguments and params.
 *
 * Implementations live beside this file and are collected in `index.ts`.
 */
export interface FactFunction {
  /** Name in `use:`. */
  name: string;
  /** Names that `with:` must hold; more may be there. */
  with: string[];
  /**
   * Never throws: a field that is missing or of another type counts as absent.
   * @param args the values of `with:`; evidence rows carry `from`
   * @param params the plain settings of `params:`
   * @param complain takes a sentence about a setting or input that could not be used; it is printed under coverage
   */
  run(args: JsonObject, params: JsonObject, complain: (text: string) => void): Json;
}
