#include "agents/trouble.hpp"

#include <algorithm>
#include <array>

namespace parlance::agents {

namespace {

struct Row {
    std::string_view name;
    Reason reason;
    Failure why;
    const char* code;
    const char* message;
};

constexpr auto rows = std::to_array<Row>({
    {"endpoint_invalid",
     Reason::endpoint_invalid,
     Failure::invalid,
     "llm_endpoint_invalid",
     "The model's address or a header cannot be used: it needs https, or http to a host inside."},
    {"address_refused",
     Reason::address_refused,
     Failure::forbidden,
     "llm_address_refused",
     "The model's host lies in a range that this endpoint may not connect to."},
    {"certificate",
     Reason::certificate,
     Failure::upstream,
     "llm_certificate",
     "The certificate of the model's server is not trusted, or is for another host."},
    {"unreachable",
     Reason::unreachable,
     Failure::upstream,
     "llm_unreachable",
     "The model's server could not be reached, or failed. Try again soon."},
    {"timeout",
     Reason::timeout,
     Failure::timeout,
     "llm_timeout",
     "The model did not answer in time."},
    {"cancelled",
     Reason::cancelled,
     Failure::cancelled,
     "llm_cancelled",
     "The question to the model was stopped."},
    {"key_refused",
     Reason::key_refused,
     Failure::upstream,
     "llm_key_refused",
     "The provider does not accept the key. Check it in the model's settings."},
    {"model_unknown",
     Reason::model_unknown,
     Failure::upstream,
     "llm_model_unknown",
     "The provider has no such model at this address. Check the model's name and the base URL."},
    {"quota",
     Reason::quota,
     Failure::upstream,
     "llm_quota",
     "The account at the provider has no credit left."},
    {"busy",
     Reason::busy,
     Failure::busy,
     "llm_busy",
     "The provider takes no more requests just now. Try again soon."},
    {"prompt_too_long",
     Reason::prompt_too_long,
     Failure::upstream,
     "llm_prompt_too_long",
     "The prompt is longer than the model takes."},
    {"request_refused",
     Reason::request_refused,
     Failure::upstream,
     "llm_request_refused",
     "The model's server does not take such requests. Check the protocol and the options of the "
     "endpoint."},
    {"schema_unsupported",
     Reason::schema_unsupported,
     Failure::upstream,
     "llm_request_refused",
     "The model's server does not take such requests. Check the protocol and the options of the "
     "endpoint."},
    {"temperature_unsupported",
     Reason::temperature_unsupported,
     Failure::upstream,
     "llm_request_refused",
     "The model's server does not take such requests. Check the protocol and the options of the "
     "endpoint."},
    {"refused",
     Reason::refused,
     Failure::upstream,
     "llm_refused",
     "The model will not answer this. Put it in other words."},
    {"cut_short",
     Reason::cut_short,
     Failure::upstream,
     "llm_cut_short",
     "The model used up its tokens before it had an answer. Allow it more."},
    {"bad_reply",
     Reason::bad_reply,
     Failure::upstream,
     "llm_bad_reply",
     "The model's server sent something that is no answer."},
    {"resting",
     Reason::resting,
     Failure::busy,
     "llm_resting",
     "The model failed several times in a row and is left alone for a moment."},
    {"budget",
     Reason::budget,
     Failure::busy,
     "llm_budget",
     "The budget for models is used up. It begins anew with the next day or month, or can be "
     "raised in the model's settings."},
});

const Row& row_of(Reason reason) noexcept {
    static_assert(std::ranges::is_sorted(rows, {}, &Row::reason));
    static_assert(std::size(rows) == static_cast<std::size_t>(Reason::budget) + 1);
    return rows[static_cast<std::size_t>(reason)];
}

}  // namespace

std::string_view name_of(Reason reason) noexcept {
    return row_of(reason).name;
}

Reason reason_of(net::Trouble trouble) noexcept {
    switch (trouble) {
        case net::Trouble::address_invalid:
            return Reason::endpoint_invalid;
        case net::Trouble::address_refused:
            return Reason::address_refused;
        case net::Trouble::certificate:
            return Reason::certificate;
        case net::Trouble::unreachable:
            return Reason::unreachable;
        case net::Trouble::timeout:
            return Reason::timeout;
        case net::Trouble::cancelled:
            return Reason::cancelled;
        case net::Trouble::bad_reply:
            break;
    }
    return Reason::bad_reply;
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
