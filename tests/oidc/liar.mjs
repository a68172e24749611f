// A provider that lies: node liar.mjs PORT. Whatever is put to /say (JSON) decides what it sends next:
// `claims` over the honest ones, `header` over the honest one, `key` of none, hmac, other or ec, and
// `document` over its description. /asked tells what came to the token endpoint last.
import { createServer } from 'node:http';
import { CompactSign, exportJWK, generateKeyPair } from 'jose';

const port = Number(process.argv[2]);
const issuer = `http://127.0.0.1:${port}`;
const rsa = await generateKeyPair('RS256');
const other = await generateKeyPair('RS256');
const ec = await generateKeyPair('ES256');
const keys = [
  { ...(await exportJWK(rsa.publicKey)), kid: 'rsa', use: 'sig', alg: 'RS256' },
  { ...(await exportJWK(ec.publicKey)), kid: 'ec', use: 'sig' },
];
let said = {};
let asked = {};
const nonces = new Map();

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

async function token(claims) {
  const payload = Buffer.from(JSON.stringify(claims));
  const signed = (header, key) => new CompactSign(payload).setProtectedHeader({ ...header, ...said.header }).sign(key);
  switch (said.key) {
    case 'none':
      return `${encode({ alg: 'none' })}.${encode(claims)}.`;
    case 'hmac':
      return signed({ alg: 'HS256', kid: 'rsa' }, Buffer.from(JSON.stringify(keys[0])));
    case 'other':
      return signed({ alg: 'RS256', kid: 'rsa' }, other.privateKey);
    case 'ec':
      return signed({ alg: 'ES256', kid: 'ec' }, ec.privateKey);
    default:
      return signed({ alg: 'RS256', kid: 'rsa' }, rsa.privateKey);
  }
}

async function trade(form) {
  const now = Math.floor(Date.now() / 1000);
  const honest = { iss: issuer, aud: 'parlance', sub: 'somebody', iat: now, exp: now + 300, nonce: nonces.get(form.get('code')) };
  return { access_token: 'a', token_type: 'Bearer', id_token: await token({ ...honest, ...said.claims }) };
}

async function answer(request, url, body) {
  if (url.pathname === '/say') return (said = JSON.parse(body || '{}'));
  if (url.pathname === '/asked') return asked;
  if (url.pathname === '/code') {
    // What a person would have brought back: a code that goes with this sign-in's nonce.
    const code = `code-${nonces.size}`;
    nonces.set(code, url.searchParams.get('nonce'));
    return { code };
  }
  if (url.pathname === '/jwks') return { keys };
  if (url.pathname === '/token') {
    const form = new URLSearchParams(body);
    asked = { form: Object.fromEntries(form), authorization: request.headers.authorization ?? null };
    return said.token ?? trade(form);
  }
  const at = (path) => issuer + path;
  return {
    issuer,
    authorization_endpoint: at('/auth'),
    token_endpoint: at('/token'),
    jwks_uri: at('/jwks'),
    ...said.document,
  };
}

createServer(async (request, response) => {
  let body = '';
  for await (const piece of request) body += piece;
  const reply = await answer(request, new URL(request.url, issuer), body);
  response.writeHead(said.status && request.url === '/token' ? said.status : 200, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(reply));
}).listen(port, '127.0.0.1', () => console.log('ready'));
