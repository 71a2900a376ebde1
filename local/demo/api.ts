import * as z from 'zod';

const onboarding = z.object({
  id: z.string(),
  status: z.string(),
  steps: z.array(
    z.object({ name: z.string(), status: z.string(), startedAt: z.string().nullish(), endedAt: z.string().nullish() }),
  ),
  receipt: z.object({ resources: z.array(z.object({ type: z.string(), status: z.string() })) }).optional(),
  problem: z.object({ title: z.string(), detail: z.string().optional() }).nullish(),
});

const claimed = z.object({
  credentials: z.array(
    z.object({
      userName: z.string(),
      userArn: z.string(),
      accessKeyId: z.string(),
      secretAccessKey: z.string(),
      verification: z.string(),
    }),
  ),
});

type Onboarding = z.output<typeof onboarding>;
export type Step = Onboarding['steps'][number];
export type Credentials = z.output<typeof claimed>['credentials'][number];

/** The calls to the HTTP API that the demo makes as the vendor. */
export interface Api {
  create(request: unknown): Promise<Onboarding>;
  get(id: string): Promise<Onboarding>;
  claim(id: string): Promise<readonly Credentials[]>;
  offboard(id: string): Promise<Onboarding>;
}

/** Every call throws an error with the problem document if the API refuses it. */
export function apiAt(url: string, token: string): Api {
  const call = async (method: string, path: string, headers: Readonly<Record<string, string>> = {}, body?: unknown) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...headers,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    const json: unknown = JSON.parse(text);
    return json;
  };
  return {
    create: async (request) =>
      onboarding.parse(await call('POST', '/v1/onboardings', { prefer: 'respond-async' }, request)),
    get: async (id) => onboarding.parse(await call('GET', `/v1/onboardings/${id}`)),
    offboard: async (id) => onboarding.parse(await call('DELETE', `/v1/onboardings/${id}`)),
    claim: async (id) => claimed.parse(await call('POST', `/v1/onboardings/${id}/credentials`)).credentials,
  };
}
