#include "agents/trouble.hpp"

#include <algorithm>
#include <array>

namespace parlance::agents {

namespace {

struct Row {
    Reason reason;
    std::string_view name;
    Failure why;
    const char* code;
    const char* message;
};

constexpr Row rows[] = {
    {Reason::endpoint_invalid,
     "endpoint_invalid",
     Failure::invalid,
     "llm_endpoint_invalid",
     "The model's address or a header cannot be used: it needs https, or http to a host inside."},
    {Reason::address_refused,
     "address_refused",
     Failure::forbidden,
     "llm_address_refused",
     "The model's host lies in a range that this endpoint may not connect to."},
    {Reason::certificate,
     "certificate",
     Failure::upstream,
     "llm_certificate",
     "The certificate of the model's server is not trusted, or is for another host."},
    {Reason::unreachable,
     "unreachable",
     Failure::upstream,
     "llm_unreachable",
     "The model's server could not be reached, or failed. Try again soon."},
    {Reason::timeout,
     "timeout",
     Failure::timeout,
     "llm_timeout",
     "The model did not answer in time."},
    {Reason::cancelled,
     "cancelled",
     Failure::cancelled,
     "llm_cancelled",
     "The question to the model was stopped."},
    {Reason::key_refused,
     "key_refused",
     Failure::upstream,
     "llm_key_refused",
     "The provider does not accept the key. Check it in the model's settings."},
    {Reason::model_unknown,
     "model_unknown",
     Failure::upstream,
     "llm_model_unknown",
     "The provider has no such model at this address. Check the model's name and the base URL."},
    {Reason::quota,
     "quota",
     Failure::upstream,
     "llm_quota",
     "The account at the provider has no credit left."},
    {Reason::busy,
     "busy",
     Failure::busy,
     "llm_busy",
     "The provider takes no more requests just now. Try again soon."},
    {Reason::prompt_too_long,
     "prompt_too_long",
     Failure::upstream,
     "llm_prompt_too_long",
     "The prompt is longer than the model takes."},
    {Reason::request_refused,
     "request_refused",
     Failure::upstream,
     "llm_request_refused",
     "The model's server does not take such requests. Check the protocol and the options of the "
     "endpoint."},
    {Reason::schema_unsupported,
     "schema_unsupported",
     Failure::upstream,
     "llm_request_refused",
     "The model's server does not take such requests. Check the protocol and the options of the "
     "endpoint."},
    {Reason::refused,
     "refused",
     Failure::upstream,
     "llm_refused",
     "The model will not answer this. Put it in other words."},
    {Reason::cut_short,
     "cut_short",
     Failure::upstream,
     "llm_cut_short",
     "The model used up its tokens before it had an answer. Allow it more."},
    {Reason::bad_reply,
     "bad_reply",
     Failure::upstream,
     "llm_bad_reply",
     "The model's server sent something that is no answer."},
    {Reason::resting,
     "resting",
     Failure::busy,
     "llm_resting",
     "The model failed several times in a row and is left alone for a moment."},
};

const Row& row_of(Reason reason) noexcept {
    static_assert(std::ranges::is_sorted(rows, {}, &Row::reason));
    static_assert(std::size(rows) == static_cast<std::size_t>(Reason::resting) + 1);
    return rows[static_cast<std::size_t>(reason)];
}

}  // namespace

std::string_view name_of(Reason reason) noexcept {
    return row_of(reason).name;
}

bool may_pass(Reason reason) noexcept {
    return reason == Reason::busy || reason == Reason::unreachable;
}

Error error_of(const Trouble& trouble) {
    const Row& row = row_of(trouble.reason);
    Error error(row.why, row.code, row.message);
    if (!trouble.retry_after) return error;
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(*trouble.retry_after).count();
    return std::move(error).retry_after(static_cast<int>(std::clamp<long>(seconds, 1, 86'400)));
}

}  // namespace parlance::agents
