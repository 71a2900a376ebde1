/** Stands in for what signs the headers of streamed events, of which there are none. */
export class HeaderFormatter {
  format(): never {
    throw new Error('Nothing here streams events.');
  }
}
