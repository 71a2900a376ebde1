import { NormalizedSchema } from '@smithy/core/schema';
import { _parseRfc3339DateTimeWithOffset as dateOf, fromBase64 } from '@smithy/core/serde';
import type { $SchemaRef } from '@smithy/types';

/**
 * Replaces the code that reads values from texts: here only those in the XML answers of IAM and STS, in which dates have
 * one form, and nothing is in headers.
 */
export class FromStringShapeDeserializer {
  setSerdeContext(): void {
    // No client here has its own function for Base64.
  }

  read(given: $SchemaRef, text: string): unknown {
    const schema = NormalizedSchema.of(given);
    if (schema.isTimestampSchema()) return dateOf(text);
    if (schema.isBooleanSchema()) return text.toLowerCase() === 'true';
    if (schema.isNumericSchema()) return Number(text);
    return schema.isBlobSchema() ? fromBase64(text) : text;
  }
}
