// Signs in for a person as programs do that use the official libraries: they find out where and how
// by themselves. The person is a token of the API, who says yes.
//   node oauth-client.mjs http://127.0.0.1:8080 PERSONS_TOKEN v1|v2
// Prints what the program holds in the end, as JSON.
const [origin, person, version] = process.argv.slice(2);
const library = version === 'v1' ? '@modelcontextprotocol/sdk/client/auth.js' : '@modelcontextprotocol/client';
const { auth } = await import(library);
const serverUrl = `${origin}/mcp`;
const held = {};

const provider = {
  redirectUrl: 'http://127.0.0.1:33418/callback',
  clientMetadata: {
    client_name: 'A program of the official library',
    redirect_uris: ['http://127.0.0.1:33418/callback'],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
  },
  state: () => 'state-of-the-program',
  clientInformation: () => held.client,
  saveClientInformation: (client) => { held.client = client; },
  tokens: () => held.tokens,
  saveTokens: (tokens) => { held.tokens = tokens; },
  saveCodeVerifier: (verifier) => { held.verifier = verifier; },
  codeVerifier: () => held.verifier,
  redirectToAuthorization: (url) => { held.url = url; },
};

/** What the person's browser does: is sent to the page, says yes there, and is sent back. */
async function consent(url) {
  const sent = await fetch(url, { redirect: 'manual' });
  const page = new URL(sent.headers.get('location'), origin);
  if (sent.status !== 302 || page.pathname !== '/authorize') throw new Error(`sent to ${page}`);
  const decided = await fetch(`${origin}/api/v1/oauth/decision`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${person}` },
    body: JSON.stringify({ query: page.search.slice(1), allow: true }),
  });
  const { redirect_to } = await decided.json();
  return new URL(redirect_to).searchParams;
}

const first = await auth(provider, { serverUrl });
const back = await consent(held.url);
const second = await auth(provider, {
  serverUrl, authorizationCode: back.get('code'), iss: back.get('iss') ?? undefined,
});
const before = held.tokens.refresh_token;
const third = await auth(provider, { serverUrl });
console.log(JSON.stringify({
  steps: [first, second, third], state: back.get('state'), rotated: before !== held.tokens.refresh_token,
  tokens: held.tokens, resource: held.url.searchParams.get('resource'), scope: held.url.searchParams.get('scope'),
}));
