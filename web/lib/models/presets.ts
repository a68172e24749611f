import type { Protocol } from '../api/types';
import { providerDraft, type ProviderDraft } from './draft';

export interface Preset {
  label: string;
  name: string;
  protocol: Protocol;
  base_url: string;
  inside?: boolean;
  hint: string;
}

/** Where models usually come from; everything in it can be changed. */
export const presets: Preset[] = [
  {
    label: 'OpenAI', name: 'openai', protocol: 'openai_responses',
    base_url: 'https://api.openai.com/v1',
    hint: 'Takes a key of its API platform.',
  },
  {
    label: 'Azure OpenAI', name: 'azure', protocol: 'openai_chat',
    base_url: 'https://YOUR-RESOURCE.openai.azure.com/openai/v1',
    hint: 'Put the name of your resource into the address. Its models are called as you called their deployments.',
  },
  {
    label: 'Anthropic', name: 'anthropic', protocol: 'anthropic',
    base_url: 'https://api.anthropic.com',
    hint: 'Takes a key of its console.',
  },
  {
    label: 'Google Gemini', name: 'gemini', protocol: 'gemini',
    base_url: 'https://generativelanguage.googleapis.com/v1beta',
    hint: 'Takes a key of AI Studio.',
  },
  {
    label: 'OpenRouter', name: 'openrouter', protocol: 'openai_chat',
    base_url: 'https://openrouter.ai/api/v1',
    hint: 'Its models are called as vendor/model.',
  },
  {
    label: 'vLLM', name: 'vllm', protocol: 'openai_chat',
    base_url: 'http://localhost:8000/v1', inside: true,
    hint: 'Needs a key only when it was started with one.',
  },
  {
    label: 'llama.cpp', name: 'llama-cpp', protocol: 'openai_chat',
    base_url: 'http://localhost:8080/v1', inside: true,
    hint: 'llama-server takes any name of a model.',
  },
  {
    label: 'Ollama', name: 'ollama', protocol: 'openai_chat',
    base_url: 'http://localhost:11434/v1', inside: true,
    hint: 'Needs no key. Pull the model before.',
  },
  {
    label: 'LM Studio', name: 'lm-studio', protocol: 'openai_chat',
    base_url: 'http://localhost:1234/v1', inside: true,
    hint: 'Needs no key. Start its local server before.',
  },
  {
    label: 'Another server', name: '', protocol: 'openai_chat',
    base_url: '',
    hint: 'Most servers speak Chat Completions.',
  },
];

export const protocols: { value: Protocol; label: string }[] = [
  { value: 'openai_chat', label: 'OpenAI Chat Completions (most servers)' },
  { value: 'openai_responses', label: 'OpenAI Responses' },
  { value: 'anthropic', label: 'Anthropic Messages' },
  { value: 'gemini', label: 'Google Gemini' },
];

export function protocolName(protocol: Protocol): string {
  return protocols.find((each) => each.value === protocol)?.label.replace(/ \(.*/, '') ?? protocol;
}

/** What the preset does not say is as the server has it by default. */
export function fromPreset({ name, protocol, base_url, inside = false }: Preset): ProviderDraft {
  return { ...providerDraft({ name, protocol, base_url, inside }), keyless: inside };
}
