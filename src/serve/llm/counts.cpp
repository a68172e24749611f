#include "serve/llm/counts.hpp"

#include "serve/metrics.hpp"

#include <boost/describe/enum_to_string.hpp>

#include <algorithm>
#include <string>

namespace parlance::serve {

namespace {

std::uint64_t natural(std::int64_t number) {
    return static_cast<std::uint64_t>(std::max<std::int64_t>(number, 0));
}

}  // namespace

void ModelCounts::add(const agents::Spending& took) {
    Counts& counts = by_role_[static_cast<std::size_t>(took.role)];
    ++counts.calls;
    if (took.failed) ++counts.failures;
    counts.input_tokens += natural(took.usage.input);
    counts.output_tokens += natural(took.usage.output);
    counts.microseconds += natural(static_cast<std::int64_t>(took.ms * 1000));
}

void ModelCounts::show(Metrics& metrics) const {
    for (std::size_t i = 0; i < by_role_.size(); ++i) {
        const Counts& counts = by_role_[i];
        const Metrics::Labels role{
            {"role", boost::describe::enum_to_string(static_cast<agents::Role>(i), "")}
        };
        const auto show = [&](const char* name, const char* help, const auto& count, double unit) {
            metrics.counter(
                name,
                help,
                [&count, unit] { return static_cast<double>(count.load()) * unit; },
                role
            );
        };
        show("parlance_llm_calls_total", "Calls of models.", counts.calls, 1);
        show("parlance_llm_failures_total", "Those that failed.", counts.failures, 1);
        show("parlance_llm_input_tokens_total", "Tokens of prompts.", counts.input_tokens, 1);
        show("parlance_llm_output_tokens_total", "Tokens of replies.", counts.output_tokens, 1);
        show("parlance_llm_seconds_total", "Time of calls.", counts.microseconds, 1e-6);
    }
}

}  // namespace parlance::serve
