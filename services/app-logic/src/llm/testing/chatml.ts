import type { ModelMessage } from '../ollama-client.ts'

/**
 * Messages as the chat template of a Qwen model renders them: one text, in which only the template's own tokens may
 * stand. What Ollama tokenises is this.
 */
export function renderChatMl(
  messages: ReadonlyArray<Pick<ModelMessage, 'content'> & { readonly role: string }>,
): string {
  return `${messages.map(({ role, content }) => `<|im_start|>${role}\n${content}<|im_end|>\n`).join('')}<|im_start|>assistant\n`
}

/** The special tokens of a rendered prompt, in order: those of Qwen and of the other families Ollama runs. */
export function specialTokens(rendered: string): string[] {
  return (
    rendered.match(
      /<\|[^|<>\s]{1,40}\|>|<\/?(?:think|tool_call|tool_response|tools|s|bos|eos|pad|unk|start_of_turn|end_of_turn)>|<<\/?SYS>>|\[\/?(?:INST|TOOL_CALLS|AVAILABLE_TOOLS|SYSTEM_PROMPT)\]/giu,
    ) ?? []
  )
}
