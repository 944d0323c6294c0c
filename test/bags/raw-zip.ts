import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of an archive that is written byte by byte, so that it can say anything. */
export interface RawEntry {
  name: string | Buffer;
  data?: Buffer;
  /** Name in the local header, where it is to be another one. */
  localName?: string | Buffer;
  method?: number;
  flags?: number;
  /** Upper half: Unix mode; lower half: DOS attributes. */
  attributes?: number;
  /** Of the directory, where it is to be another one than the data's. */
  declaredSize?: number;
  extra?: Buffer;
  /** Offset of the local header, where it is to be another one. */
  offset?: number;
  /** Bytes before the local header that belong to no entry. */
  gap?: Buffer;
}

export interface RawZip {
  prefix?: Buffer;
  suffix?: Buffer;
  comment?: string;
  /** Entries that the end of the directory claims. */
  count?: number;
}

/** An extra field. */
export const extra = (id: number, data = Buffer.alloc(4)): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id);
  head.writeUInt16LE(data.length, 2);
  return Buffer.concat([head, data]);
};

const utf8 = 0x0800;
/** zlib.crc32 came with Node 20.15. */
const crc = (data: Buffer): number => crc32(data);

/** Writes a zip archive of local headers, directory and end; nothing is checked. */
export function rawZip(entries: RawEntry[], { prefix, suffix, comment = '', count }: RawZip = {}): Buffer {
  const parts: Buffer[] = prefix ? [prefix] : [];
  const directory: Buffer[] = [];
  let position = prefix?.length ?? 0;
  const push = (bytes: Buffer) => {
    parts.push(bytes);
    position += bytes.length;
  };
  for (const entry of entries) {
    const { data = Buffer.alloc(0), method = 8, flags = utf8, attributes = (0o100644 << 16) >>> 0 } = entry;
    const name = Buffer.from(entry.name as string);
    const localName = Buffer.from((entry.localName ?? entry.name) as string);
    const compressed = method === 8 ? deflateRawSync(data) : data;
    const field = entry.extra ?? Buffer.alloc(0);
    if (entry.gap) push(entry.gap);
    const offset = entry.offset ?? position;
    const size = entry.declaredSize ?? data.length;

    const common = Buffer.alloc(22);
    common.writeUInt16LE(flags, 0);
    common.writeUInt16LE(method, 2);
    common.writeUInt16LE(0x21, 6);
    common.writeUInt32LE(crc(data), 8);
    common.writeUInt32LE(compressed.length, 12);
    common.writeUInt32LE(size, 16);
    const local = Buffer.concat([Buffer.from('504b03041400', 'hex'), common.subarray(0, 20), Buffer.alloc(4)]);
    local.writeUInt16LE(localName.length, 26);
    local.writeUInt16LE(field.length, 28);
    if (entry.offset === undefined) push(Buffer.concat([local, localName, field, compressed]));

    const central = Buffer.concat([Buffer.from('504b010214031400', 'hex'), common.subarray(0, 20), Buffer.alloc(18)]);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt16LE(field.length, 30);
    central.writeUInt32LE(attributes, 38);
    central.writeUInt32LE(offset, 42);
    directory.push(Buffer.concat([central, name, field]));
  }
  const start = position;
  const records = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(count ?? entries.length, 8);
  end.writeUInt16LE(count ?? entries.length, 10);
  end.writeUInt32LE(records.length, 12);
  end.writeUInt32LE(start, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...parts, records, end, Buffer.from(comment), suffix ?? Buffer.alloc(0)]);
}
