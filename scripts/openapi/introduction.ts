import { statuses, type Status } from '../../lib/record/onboarding.ts';
import { statusMeanings } from '../../lib/record/statusMeanings.ts';
import { withoutLinks } from '../markdown.ts';

/** What a reader of the document needs to know about all operations, in Markdown. */
export const introduction = `Latchkey sets up IAM users for a vendor in the AWS accounts of its tenants, and returns their access keys once.

Where a text names a file in \`docs/\`, it is in Latchkey’s repository, and written for those who operate this deployment.

## Requests and answers

- Answers can gain members at any time, and their enums can gain values: statuses, types of problems, of events and of resources. A client must ignore members that it does not know, and must not fail at a value that it does not know. Bodies with unknown members are refused.
- In every body, \`null\` means that a member is not given.
- A deployment has either bearer tokens or AWS signatures (\`sigv4\`). In both, the paths under \`/v1/link\` take link tokens, and nothing else.
- A value in a path is percent-encoded like any other, such as \`tenant%3Aacme\`. The colon of a \`scope\` may also stay as it is.

## From a create to the keys

1. \`POST /v1/onboardings\` answers 201 with \`credentials\` (status \`claimed\`), 201 without them (\`awaiting_access\`), or 202. Look at \`status\`, not at the HTTP status.
2. In \`awaiting_access\`, the tenant’s administrator opens \`access.launchUrl\`. Then send \`POST /v1/onboardings/{id}/provision\`. Nothing continues by waiting alone.
3. In \`ready\`, send \`POST /v1/onboardings/{id}/credentials\`. Its answer has the keys, this once: store them before anything else.

## Polling

After a 202, read \`GET /v1/onboardings/{id}\`, first after as many seconds as \`Retry-After\` says, then at longer intervals, such as 15 seconds. End when the status is the one that you wait for, or one that nothing but a call ends: \`awaiting_access\`, \`ready\`, \`claimed\`, \`failed\`, \`needs_attention\`, \`expired\` and \`offboarded\`. In \`provisioning\`, \`claiming\`, \`rolling_back\` and \`offboarding\`, Latchkey is at work. If AWS is late, \`waiting\` says why, and when Latchkey tries again: this can take hours. The schema \`OnboardingStatus\` says what each status means. A webhook says the same without polling.

## Problems

- A refusal is a problem document (RFC 9457). Programs look at its \`type\`; \`detail\` tells a person what to do. API Gateway itself can answer with \`{"message": …}\` instead.
- Send a request again by program only if the answer has \`Retry-After\`, or if there was no answer. \`retryable\` without \`Retry-After\` means that something else has to happen first, such as the launch of the stack. \`Retry-After\` is seldom more than a minute, but can be minutes or, for the erasure of a tenant, a day: set a limit, above which the program reports the problem instead of waiting.
- A create or a provision that is refused with a 4xx or 5xx may have stored an onboarding. Then \`onboarding\` in the problem is its ID, unless \`conflictsWith\` is the same ID: that onboarding is in the way, and none was stored. The status of the stored one is usually \`failed\`: everything that it created is removed.
- Names of users, groups and policies are unique in an AWS account, whichever tenant or onboarding they are of, and whatever their case.

## Idempotency-Key

Create, claim and rotate take an \`Idempotency-Key\`: a new random UUID for each thing to create. It is valid for 24 hours for its caller, and for one request: sent with another body, path or \`Prefer\`, or with another of these operations, it is refused (\`key-reused\`). While the first try is still running, a second one is refused (\`in-progress\`).

- A create that is sent again creates nothing. The answer has \`Idempotency-Replayed: true\`, the HTTP status of the first answer, and the onboarding as it is now. It never has secrets in the clear: \`credentials\` is null, \`credentialsReason\` says why, and a link token is missing as well.
- A create that failed with 409 or 422 after it had stored an onboarding is answered with the same problem again. To try again, send \`provision\`, or a create with a new key. A request that was refused before that, a 429 and a 5xx release the key: the same request is then carried out.
- A claim or a rotation that is sent again gets keys only if the first one handed over none. Otherwise the answer is as above, without keys.
- If \`Accept\` asks for a format that has only keys, such as \`text/csv\`, the repeated request is refused instead (\`credentials-issued\`).
- A request with a \`recipientKey\` that is sent again gets the same \`sealedCredentials\` as before, for 24 hours. So a lost answer is no lost key.
- Without one, if the one answer with the keys is lost, the keys are lost: rotate each of them with \`undelivered: true\`, which deletes it and returns another.`;

/** Returns what each status means and what to do, for the schema of the status. In Markdown. */
export function statusWords(): string {
  const line = (status: Status) => {
    const { means, ends, toDo } = statusMeanings[status];
    return `- \`${status}\`: ${means} Ends with: ${ends} To do: ${toDo}`;
  };
  return withoutLinks(`Status of the onboarding.\n\n${statuses.map(line).join('\n')}`);
}
