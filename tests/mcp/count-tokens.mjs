// How many tokens each text of a JSON list on standard input is.
import { readFileSync } from 'node:fs';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
console.log(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(text => encode(text).length)));
