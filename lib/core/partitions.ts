/**
 * The partitions that Latchkey supports, and their regions. A test compares this list with the SDK's partitions.json.
 * `optIn` lists the regions that an account has to enable before it can use them
 * (https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html).
 */
export const partitions = {
  aws: {
    console: 'https://console.aws.amazon.com',
    homeRegion: 'us-east-1',
    regions: words(
      'us-east-1 us-east-2 us-west-1 us-west-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-southeast-1 ap-southeast-2 ca-central-1 eu-central-1 eu-north-1 eu-west-1 eu-west-2 eu-west-3 sa-east-1',
    ),
    optIn: words(
      'af-south-1 ap-east-1 ap-east-2 ap-south-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7 ca-west-1 eu-central-2 eu-south-1 eu-south-2 il-central-1 me-central-1 me-south-1 me-west-1 mx-central-1 sa-west-1',
    ),
  },
  'aws-us-gov': {
    console: 'https://console.amazonaws-us-gov.com',
    homeRegion: 'us-gov-west-1',
    regions: words('us-gov-west-1 us-gov-east-1'),
    optIn: [],
  },
  'aws-cn': {
    console: 'https://console.amazonaws.cn',
    homeRegion: 'cn-north-1',
    regions: words('cn-north-1 cn-northwest-1'),
    optIn: [],
  },
} as const satisfies Record<
  string,
  { console: string; homeRegion: string; regions: readonly string[]; optIn: readonly string[] }
>;

export type Partition = keyof typeof partitions;

export const partitionNames = ['aws', 'aws-us-gov', 'aws-cn'] as const satisfies readonly Partition[];

/** Whether `region` exists in `partition`. */
export function isRegion(partition: Partition, region: string): boolean {
  const { regions, optIn } = partitions[partition];
  return [...regions, ...optIn].includes(region);
}

/** Returns the partition of a region. Undefined if Latchkey does not support the region. */
export function partitionOf(region: string): Partition | undefined {
  return partitionNames.find((name) => isRegion(name, region));
}

/** Returns the rule for a region in a request, as the rest of a sentence, with an example. */
export function regionRule(partition: Partition): string {
  return `a region of the partition ${partition}, for example ${partitions[partition].homeRegion}`;
}

/** Whether `region` is enabled by default in every account of the partition. */
export function isOnByDefault(partition: Partition, region: string): boolean {
  return [...partitions[partition].regions].includes(region);
}

function words(text: string): readonly string[] {
  return text.split(' ');
}
