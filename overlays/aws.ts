/** What a region's name decides on AWS. */
export interface Partition {
  /** Second part of every ARN. */
  readonly name: 'aws' | 'aws-cn' | 'aws-us-gov';
  /** What the names of the partition's endpoints end in. */
  readonly domain: 'amazonaws.com' | 'amazonaws.com.cn';
}

/** The partition a region belongs to: China and GovCloud have their own. Source: AWS General Reference, ARNs. */
export function partitionOf(region: string): Partition {
  if (region.startsWith('cn-')) return { name: 'aws-cn', domain: 'amazonaws.com.cn' };
  return { name: region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws', domain: 'amazonaws.com' };
}

/** An account in a region. */
export interface Account {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
}

/** Host of the account's private registry. */
export const ecrHost = ({ account, region }: Account): string =>
  `${account}.dkr.ecr.${region}.${partitionOf(region).domain}`;

/** ARN of an IAM role. */
export const roleArn = ({ account, region }: Account, role: string): string =>
  `arn:${partitionOf(region).name}:iam::${account}:role/${role}`;

/** ARN of a certificate of AWS Certificate Manager. */
export const certificateArn = ({ account, region }: Account, certificate: string): string =>
  `arn:${partitionOf(region).name}:acm:${region}:${account}:certificate/${certificate}`;
