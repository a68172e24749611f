import * as t from '@/texts/providers';
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
    label: t.openai, name: 'openai', protocol: 'openai_responses',
    base_url: 'https://api.openai.com/v1',
    hint: t.openaiHint,
  },
  {
    label: t.azureOpenai, name: 'azure', protocol: 'openai_chat',
    base_url: 'https://YOUR-RESOURCE.openai.azure.com/openai/v1',
    hint: t.azureHint,
  },
  {
    label: t.anthropic, name: 'anthropic', protocol: 'anthropic',
    base_url: 'https://api.anthropic.com',
    hint: t.anthropicHint,
  },
  {
    label: t.googleGemini, name: 'gemini', protocol: 'gemini',
    base_url: 'https://generativelanguage.googleapis.com/v1beta',
    hint: t.geminiHint,
  },
  {
    label: t.openrouter, name: 'openrouter', protocol: 'openai_chat',
    base_url: 'https://openrouter.ai/api/v1',
    hint: t.openrouterHint,
  },
  {
    label: t.vllm, name: 'vllm', protocol: 'openai_chat',
    base_url: 'http://localhost:8000/v1', inside: true,
    hint: t.vllmHint,
  },
  {
    label: t.llamaCpp, name: 'llama-cpp', protocol: 'openai_chat',
    base_url: 'http://localhost:8080/v1', inside: true,
    hint: t.llamaCppHint,
  },
  {
    label: t.ollama, name: 'ollama', protocol: 'openai_chat',
    base_url: 'http://localhost:11434/v1', inside: true,
    hint: t.ollamaHint,
  },
  {
    label: t.lmStudio, name: 'lm-studio', protocol: 'openai_chat',
    base_url: 'http://localhost:1234/v1', inside: true,
    hint: t.lmStudioHint,
  },
  {
    label: t.otherServer, name: '', protocol: 'openai_chat',
    base_url: '',
    hint: t.otherServerHint,
  },
];

export const protocols: { value: Protocol; label: string }[] = [
  { value: 'openai_chat', label: t.openaiChat },
  { value: 'openai_responses', label: t.openaiResponses },
  { value: 'anthropic', label: t.anthropicMessages },
  { value: 'gemini', label: t.googleGemini },
];

export function protocolName(protocol: Protocol): string {
  return protocols.find((each) => each.value === protocol)?.label.replace(/ \(.*/, '') ?? protocol;
}

/** What the preset does not say is as the server has it by default. */
export function fromPreset({ name, protocol, base_url, inside = false }: Preset): ProviderDraft {
  return { ...providerDraft({ name, protocol, base_url, inside }), keyless: inside };
}
