/** Replaces the code that signs the headers of streamed events. It is not used, because no call here streams events. */
export class HeaderFormatter {
  format(): never {
    throw new Error('Nothing here streams events.');
  }
}
