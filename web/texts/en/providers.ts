export const addressNotHttps = 'Use https; http only goes to a server inside your network';
export const addressResource = 'Put the name of your resource in';
export const addressSecrets = 'Leave user and password out of the address';
export const modelAddressWrong = 'Enter an address such as https://api.example.com/v1';
export const providerNameRule = 'Use up to 40 lower-case letters, digits, _ and -';
export const providerNameTaken = 'Another provider has this name';
export const keySpaces = 'A key has no spaces';
export const headerNameRule = 'Use letters, digits and -';

export const openai = 'OpenAI';
export const openaiHint = 'Takes a key of its API platform.';
export const azureOpenai = 'Azure OpenAI';
export const azureHint = 'Put the name of your resource into the address. Its models are called as you called their deployments.';
export const anthropic = 'Anthropic';
export const anthropicHint = 'Takes a key of its console.';
export const googleGemini = 'Google Gemini';
export const geminiHint = 'Takes a key of AI Studio.';
export const openrouter = 'OpenRouter';
export const openrouterHint = 'Its models are called as vendor/model.';
export const vllm = 'vLLM';
export const vllmHint = 'Needs a key only when it was started with one.';
export const llamaCpp = 'llama.cpp';
export const llamaCppHint = 'llama-server takes any name of a model.';
export const ollama = 'Ollama';
export const ollamaHint = 'Needs no key. Pull the model before.';
export const lmStudio = 'LM Studio';
export const lmStudioHint = 'Needs no key. Start its local server before.';
export const otherServer = 'Another server';
export const otherServerHint = 'Most servers speak Chat Completions.';
export const openaiChat = 'OpenAI Chat Completions (most servers)';
export const openaiResponses = 'OpenAI Responses';
export const anthropicMessages = 'Anthropic Messages';

export const headersAbout = 'Further headers go with each request. Their values are kept like keys.';
export const headerName = (index: number) => `Name of header ${index}`;
export const headerExample = 'X-Team';
export const headerValue = (index: number) => `Value of header ${index}`;
export const unchanged = 'Unchanged';
export const removeHeader = (name: string | number) => `Remove header ${name}`;
export const addHeader = 'Add a header';

export const newKey = 'New key';
export const keyStored = 'Key stored';
export const headers = 'Headers';
export const noKey = 'No key';
export const needsAKey = 'Needs a key';
export const insideNetwork = 'Inside my network';
export const editThis = (name: string) => `Edit ${name}`;
export const deleteThis = (name: string) => `Delete ${name}`;

export const keyForOldAddress = 'The stored key was for the address before: enter the one for this address.';
export const keyKept = 'One is stored. Leave this empty to keep it.';
export const name = 'Name';
export const nameHelp = 'Roles call it so';
export const protocol = 'Protocol';
export const protocolHelp = 'How it is spoken to';
export const baseUrl = 'Base URL';
export const key = 'Key';
export const keyOptional = 'It needs no key';
export const insideNetworkHelp =
  "The host may be the server's own machine or lie in a private network; only there may the address be http. The operator of the server has to allow it.";
export const headersAndLimits = 'Headers and limits';
export const atOnce = 'Requests at the same time';
export const streaming = 'Ask for replies piece by piece';
export const jsonSchema = 'It holds answers to a JSON Schema';
export const jsonSchemaHelp = 'Else the prompt asks for it in words.';

export const addProviderTitle = 'Add a provider';
export const whoRuns = 'Who runs the models?';
export const takeOver = 'Take over';
export const addProvider = 'Add provider';

export const providersAbout = 'Where models run. A key is stored encrypted, goes to this address only, and is never shown again.';
export const noProviders = 'No provider yet: the built-in engine answers alone.';
export const deleteProviderMeans = 'Its key is destroyed when you save.';
export const deletePlayerMeans = (roles: string) => `Its key is destroyed when you save. The roles ${roles} lose its models.`;
export const reallyDeleteThis = (name: string) => `Delete ${name}?`;
export const deleteProvider = 'Delete provider';

export const sendsNames = 'Names only';
export const sendsNamesMeans = 'Tables, columns, types, comments and what you taught. No value of your data.';
export const sendsSamples = 'Names and samples';
export const sendsSamplesMeans = 'Also a few values of columns that the asker sees unmasked.';
export const sendsResults = 'Results too';
export const sendsResultsMeans = 'Also rows of answers, masked as the asker sees them.';
export const whatItSends = (name: string) => `What ${name} sends to its models`;
export const neverSent = 'What the asker may not see is never sent, whatever stands here.';
