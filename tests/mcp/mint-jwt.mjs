// A token of the tests: node mint-jwt.mjs SECRET AUDIENCE TENANT [SCOPE] [SECONDS]
import crypto from 'node:crypto';
const [secret, aud, tenant, scope = 'parlance:read', seconds = '3600'] = process.argv.slice(2);
const part = value => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = Math.floor(Date.now() / 1000);
const claims = { iss: 'https://auth.example.com/tenant1', sub: 'u1', aud, tenant, scope, iat: now, exp: now + Number(seconds) };
const signed = part({ alg: 'HS256', typ: 'JWT' }) + '.' + part(claims);
console.log(signed + '.' + crypto.createHmac('sha256', secret).update(signed).digest('base64url'));
