// A real OpenID provider, as others wrote it: node provider.mjs PORT REDIRECT_URI. Whoever signs in
// by its own pages is let in under the login name, as NAME@example.org; "unverified…" has an address
// that nobody has checked.
import Provider from 'oidc-provider';

const [port, redirect] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'parlance',
      client_secret: 'a secret of the tests, long enough',
      redirect_uris: redirect.split(','),
      post_logout_redirect_uris: redirect.split(',').map((uri) => uri.replace(/sso$/, 'login')),
      application_type: 'native',
    },
  ],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['preferred_username'] },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({
      sub: id,
      email: `${id}@example.org`,
      email_verified: !id.startsWith('unverified'),
      preferred_username: id,
    }),
  }),
  cookies: { keys: ['only for tests'] },
});

provider.listen(Number(port), '127.0.0.1', () => console.log('ready'));
