/** A file of the case folder, by path relative to it (forward slashes), with the hash of our copy. */
export interface FileRef {
  file: string;
  sha256: string;
  bytes: number;
}
