#include "agents/trouble.hpp"

#include <algorithm>

namespace parlance::agents {

std::string_view name_of(Reason reason) noexcept {
    switch (reason) {
        case Reason::endpoint_invalid:
            return "endpoint_invalid";
        case Reason::address_refused:
            return "address_refused";
        case Reason::certificate:
            return "certificate";
        case Reason::unreachable:
            return "unreachable";
        case Reason::timeout:
            return "timeout";
        case Reason::cancelled:
            return "cancelled";
        case Reason::key_refused:
            return "key_refused";
        case Reason::model_unknown:
            return "model_unknown";
        case Reason::quota:
            return "quota";
        case Reason::busy:
            return "busy";
        case Reason::prompt_too_long:
            return "prompt_too_long";
        case Reason::request_refused:
            return "request_refused";
        case Reason::schema_unsupported:
            return "schema_unsupported";
        case Reason::refused:
            return "refused";
        case Reason::cut_short:
            return "cut_short";
        case Reason::bad_reply:
            return "bad_reply";
        case Reason::resting:
            return "resting";
    }
    return "unreachable";
}

bool may_pass(Reason reason) noexcept {
    return reason == Reason::busy || reason == Reason::unreachable;
}

namespace {

Error plain_error_of(Reason reason) {
    switch (reason) {
        case Reason::endpoint_invalid:
            return {
                Failure::invalid,
                "llm_endpoint_invalid",
                "The model's address or a header cannot be used: it needs https, or http to a host "
                "inside."
            };
        case Reason::address_refused:
            return {
                Failure::forbidden,
                "llm_address_refused",
                "The model's host lies in a range that this endpoint may not connect to."
            };
        case Reason::certificate:
            return {
                Failure::upstream,
                "llm_certificate",
                "The certificate of the model's server is not trusted, or is for another host."
            };
        case Reason::unreachable:
            return {
                Failure::upstream,
                "llm_unreachable",
                "The model's server could not be reached, or failed. Try again soon."
            };
        case Reason::timeout:
            return {Failure::timeout, "llm_timeout", "The model did not answer in time."};
        case Reason::cancelled:
            return {Failure::cancelled, "llm_cancelled", "The question to the model was stopped."};
        case Reason::key_refused:
            return {
                Failure::upstream,
                "llm_key_refused",
                "The provider does not accept the key. Check it in the model's settings."
            };
        case Reason::model_unknown:
            return {
                Failure::upstream,
                "llm_model_unknown",
                "The provider has no such model at this address. Check the model's name and the "
                "base URL."
            };
        case Reason::quota:
            return {
                Failure::upstream, "llm_quota", "The account at the provider has no credit left."
            };
        case Reason::busy:
            return {
                Failure::busy,
                "llm_busy",
                "The provider takes no more requests just now. Try again soon."
            };
        case Reason::prompt_too_long:
            return {
                Failure::upstream,
                "llm_prompt_too_long",
                "The prompt is longer than the model takes."
            };
        case Reason::request_refused:
        case Reason::schema_unsupported:
            return {
                Failure::upstream,
                "llm_request_refused",
                "The model's server does not take such requests. Check the protocol and the "
                "options of the endpoint."
            };
        case Reason::refused:
            return {
                Failure::upstream,
                "llm_refused",
                "The model will not answer this. Put it in other words."
            };
        case Reason::cut_short:
            return {
                Failure::upstream,
                "llm_cut_short",
                "The model used up its tokens before it had an answer. Allow it more."
            };
        case Reason::bad_reply:
            return {
                Failure::upstream,
                "llm_bad_reply",
                "The model's server sent something that is no answer."
            };
        case Reason::resting:
            return {
                Failure::busy,
                "llm_resting",
                "The model failed several times in a row and is left alone for a moment."
            };
    }
    return {Failure::upstream, "llm_unreachable", "The model's server could not be reached."};
}

}  // namespace

Error error_of(const Trouble& trouble) {
    Error error = plain_error_of(trouble.reason);
    if (!trouble.retry_after) return error;
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(*trouble.retry_after).count();
    return std::move(error).retry_after(static_cast<int>(std::clamp<long>(seconds, 1, 86'400)));
}

}  // namespace parlance::agents
