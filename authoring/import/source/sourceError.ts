import type { Place } from './mappedText.ts';

/** A file, or a part of it, that cannot be read as what it seems to be. */
export class SourceError extends Error {
  readonly place: Place | undefined;
  /** What the person should do, as a whole sentence. */
  readonly remedy: string;

  constructor(message: string, remedy: string, place?: Place) {
    super(message);
    this.name = 'SourceError';
    this.place = place;
    this.remedy = remedy;
  }
}
