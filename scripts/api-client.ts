/** Whatever the API answered: a script reads the members that it knows of, and stops where one is not there. */
export type Json = ReturnType<typeof JSON.parse>;
export type ApiAnswer = Readonly<{ status: number; headers: Headers; body: Json }>;

/** One caller of the public API. A refusal throws with the problem document, so that a script stops where it stands. */
export class ApiClient {
  constructor(
    private readonly address: string,
    private readonly token?: string,
  ) {}

  static async signIn(address: string, email: string, password: string): Promise<ApiClient> {
    const { body } = await new ApiClient(address).post('/auth/login', { email, password });
    return new ApiClient(address, String(body.accessToken));
  }

  get bearer(): string {
    return this.token ?? '';
  }

  get = (path: string) => this.send('GET', path);
  post = (path: string, body?: object, headers = {}) => this.send('POST', path, body, headers);
  put = (path: string, body: object, headers = {}) => this.send('PUT', path, body, headers);
  patch = (path: string, body: object, headers = {}) => this.send('PATCH', path, body, headers);

  /** Sends a decision or a change with the revision that is current now. */
  async decide(
    method: 'POST' | 'PUT' | 'PATCH',
    path: string,
    subject: string,
    body?: object,
  ): Promise<ApiAnswer> {
    const { headers } = await this.get(subject);
    return this.send(method, path, body, { 'if-match': headers.get('etag') ?? '' });
  }

  upload(
    path: string,
    file: { name: string; content: string; type: string },
    fields = {},
  ): Promise<ApiAnswer> {
    const form = new FormData();
    for (const [name, value] of Object.entries<string>(fields)) form.append(name, value);
    form.append('file', new Blob([file.content], { type: file.type }), file.name);
    return this.send('POST', path, form);
  }

  /** Follows long work to its end. */
  async finished(answer: ApiAnswer): Promise<Json> {
    if (answer.status !== 202) return answer.body;
    const location = (answer.headers.get('location') ?? '').replace('/api/v1', '');
    for (;;) {
      const { body } = await this.get(location);
      if (body.state === 'succeeded') return body.result;
      if (body.state === 'failed' || body.state === 'cancelled')
        throw new Error(`${body.kind} ${body.state}: ${JSON.stringify(body.problems)}`);
      await new Promise((done) => setTimeout(done, 100));
    }
  }

  private async send(method: string, path: string, body?: object, headers: object = {}): Promise<ApiAnswer> {
    const isForm = body instanceof FormData;
    const response = await fetch(`${this.address}/api/v1${path}`, {
      method,
      headers: {
        ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
        ...(body && !isForm ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      body: body === undefined ? undefined : isForm ? body : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Refused(method, path, response.status, text);
    const answered = /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text;
    return { status: response.status, headers: response.headers, body: answered };
  }
}

export class Refused extends Error {
  constructor(
    method: string,
    path: string,
    readonly status: number,
    readonly text: string,
  ) {
    super(`${method} ${path} answered ${status}: ${text.slice(0, 2_000)}`);
  }

  get code(): string {
    return /"code":"([\w.]+)"/.exec(this.text)?.[1] ?? '';
  }
}
