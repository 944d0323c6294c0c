#!/usr/bin/env bash
# Is this folder a complete and valid BagIt 1.0 bag (RFC 8493)? A second opinion that shares no code with casefile:
# bash and coreutils alone. check-bag.sh FOLDER; prints what is wrong, exit 1.
set -euo pipefail
export LC_ALL=C
cd "$1"
bad() { echo "not a valid bag: $*"; exit 1; }

# 2.1.1: two lines, no byte order mark, nothing else.
printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' | cmp -s - bagit.txt || bad bagit.txt
[ -d data ] || bad "no data/"
[ ! -e fetch.txt ] || bad fetch.txt
[ -z "$(find . -not -type f -not -type d)" ] || bad "links or special files"

names() { cut -c "$(($1 + 3))-" "$2" | sort; }
for algorithm in sha256:64 sha512:128; do
  sum=${algorithm%:*} digits=${algorithm#*:}
  for manifest in "manifest-$sum.txt" "tagmanifest-$sum.txt"; do
    [ -s "$manifest" ] || bad "$manifest is missing or empty"
    # 2.1.3: hash, white space, path; LF, CR and % would be encoded, and no path needs it here.
    grep -Evq "^[0-9a-f]{$digits}  [^ ].*$" "$manifest" && bad "$manifest has a line that is none"
    grep -q '[%\\]' "$manifest" && bad "$manifest has an encoded path"
    "${sum}sum" --strict --quiet -c "$manifest" || bad "$manifest does not verify"
  done
  # 3: every payload file in every payload manifest, and no other; every tag file in the tag manifest.
  find data -type f | sort | cmp -s - <(names "$digits" "manifest-$sum.txt") || bad "manifest-$sum.txt is not the payload"
  find . -maxdepth 1 -type f -not -name 'tagmanifest-*' -printf '%P\n' | sort |
    cmp -s - <(names "$digits" "tagmanifest-$sum.txt") || bad "tagmanifest-$sum.txt is not the tag files"
done

# 2.2.2: Payload-Oxum counts octets and files.
octets=$(find data -type f -exec cat {} + | wc -c)
files=$(find data -type f | wc -l)
grep -qx "Payload-Oxum: $octets.$files" bag-info.txt || bad "Payload-Oxum is not $octets.$files"
grep -Evq '^[A-Za-z-]+: .+$' bag-info.txt && bad "bag-info.txt has a line without a label"
grep -Eqx 'Bagging-Date: [0-9]{4}-[0-9]{2}-[0-9]{2}' bag-info.txt || bad "no Bagging-Date"
echo "valid: $octets octets in $files files"
