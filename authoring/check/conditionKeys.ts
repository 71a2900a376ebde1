/** Whether a key is one of these, which may contain variables: `aws:ResourceTag/${TagKey}`, `s3:ExistingObjectTag/<key>`. */
export function isAmong(key: string, keys: readonly string[]): boolean {
  const given = key.toLowerCase();
  return keys.some((each) => {
    const [before = '', after] = each.toLowerCase().split(/\$\{\w+\}|<\w+>|tag-key$/);
    return after === undefined
      ? given === before
      : given.startsWith(before) && given.endsWith(after) && given.length > before.length + after.length;
  });
}
