#include "serve/operations/llm_desk.hpp"

#include "ask/telling.hpp"
#include "ask/transcript.hpp"
#include "serve/llm/agency.hpp"
#include "serve/operations/answer_shape.hpp"
#include "serve/operations/llm.hpp"
#include "serve/operations/recorded.hpp"

#include <utility>

namespace parlance::serve {

Task<agents::Agency>
agency_with(Services& with, const Call& call, const catalog::View& view, agents::Role role) {
    std::optional<agents::Agency> agency = co_await agency_for(with, call, view);
    if (!agency || !agency->settings->plays(role)) throw llm_not_configured(role);
    co_return std::move(*agency);
}

std::vector<ModelStepShape>
tell_steps(const agents::Desk& desk, const std::string& question, ask::Record& record) {
    if (desk.exchanges().empty()) return {};
    record.transcript =
        ask::write_transcript(question, Dialect::postgres, desk.exchanges(), {}, {});
    std::vector<ask::Step> steps;
    for (const agents::Exchange& each : desk.exchanges())
        steps.push_back(ask::step_of(each));
    return steps_shape(steps);
}

ask::Record work_record(const Services& with, const Call& call, std::string kind) {
    ask::Record record = new_record(with, call, QueryKind::ask);
    record.kind = std::move(kind);
    record.in_history = false;
    return record;
}

}  // namespace parlance::serve
