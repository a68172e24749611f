#include "serve/operations/fix_sql.hpp"

#include "agents/roles.hpp"
#include "ask/mend.hpp"
#include "ask/sheet.hpp"
#include "ask/trial.hpp"
#include "base/error.hpp"
#include "base/threads.hpp"
#include "serve/llm/agency.hpp"
#include "serve/operations/llm_desk.hpp"
#include "serve/operations/recorded.hpp"
#include "serve/operations/views.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace parlance::serve {

namespace {

using agents::Role;

/// A statement on its way to being right.
class Repair {
public:
    Repair(
        Services& with,
        Call& call,
        FixRequest request,
        ask::Record& record,
        std::stop_token stop
    )
        : with_(with),
          call_(call),
          request_(std::move(request)),
          record_(record),
          stop_(std::move(stop)) {}

    Task<FixShape> run() {
        view_ = co_await view_with_values_of(with_, call_, request_.connection_id.value_or(""));
        record_.connection_id = view_.connection_id;
        with_.running->admit(call_.who(), record_.id, view_.policy.limits.concurrent_max);
        FixShape shape{.query_id = record_.id, .sql = request_.sql};
        const ask::Trial tried = co_await tried_out(request_.sql);
        if (!tried.ran()) co_await mend(tried, shape);
        record_.outcome = "answered";
        record_.sql = shape.sql;
        co_return shape;
    }

private:
    Task<ask::Trial> tried_out(std::string sql) {
        const agents::Candidate candidate{.sql = std::move(sql)};
        ask::Trial trial = ask::trial_of(candidate, 0, "person", 0);
        const ask::TrialTerms terms{{call_.request_id, call_.who().tenant_id}};
        co_await ask::try_out(view_, trial, terms, stop_);
        if (trial.query) ask::note_approved(record_, *trial.query);
        co_return trial;
    }

    Task<void> mend(const ask::Trial& tried, FixShape& shape) {
        if (auto mended = ask::mended_names(request_.sql, view_)) {
            shape.sql = std::move(mended->sql);
            shape.changes = std::move(mended->changes);
            co_return;
        }
        auto agency = co_await agency_for(with_, call_, view_);
        if (!agency || !agency->settings->plays(Role::refinement))
            throw Error(
                Failure::invalid,
                "cannot_fix",
                tried.message + " No name is a near miss, and no model repairs SQL here."
            );
        agents::Desk desk(std::move(*agency));
        const auto outcome = co_await outcome_of(by_model(desk, tried, shape));
        shape.steps = tell_steps(desk, request_.question.value_or(""), record_);
        if (!outcome) std::rethrow_exception(outcome.error());
    }

    Task<void> by_model(agents::Desk& desk, const ask::Trial& tried, FixShape& shape) {
        shape.author = ask::Author::model;
        const auto& routing = desk.settings().routing;
        const auto tables = static_cast<std::size_t>(std::max(routing.whole_schema_tables, 0));
        const std::string about = request_.question.value_or(request_.sql);
        const auto read = [&] { return ask::sheet_of(view_, about, tables); };
        const agents::Sheet sheet = co_await blocking(*with_.blocking, read);
        std::vector<agents::Failed> failed{{tried.sql, tried.outcome, tried.message}};
        for (int round = 0; round < std::max(routing.repairs_max, 1); ++round) {
            const agents::Inquiry inquiry{about, fmt::format("{:%Y-%m-%d}", with_.now())};
            const auto written = co_await agents::repair(desk, inquiry, sheet, failed, stop_);
            if (!written) throw agents::error_of(written.error());
            failed.clear();
            for (const agents::Candidate& each : written->candidates) {
                ask::Trial trial = co_await tried_out(each.sql);
                if (trial.ran()) {
                    shape.sql = trial.sql;
                    shape.changes = {each.reason};
                    co_return;
                }
                failed.push_back({trial.sql, trial.outcome, trial.message});
            }
            if (failed.empty()) break;
        }
        throw Error(
            Failure::invalid, "cannot_fix", "The model found no statement that works either."
        );
    }

    Services& with_;
    Call& call_;
    const FixRequest request_;
    ask::Record& record_;
    const std::stop_token stop_;
    catalog::View view_;
};

}  // namespace

Task<FixShape> fix_sql(Services& with, Call& call, FixRequest request) {
    ask::Record record = work_record(with, call, "fix_sql");
    record.question = request.question;
    record.sql = request.sql;
    const auto work = [&](ask::Record& its_record, std::stop_token stop) -> Task<FixShape> {
        Repair repair(with, call, std::move(request), its_record, std::move(stop));
        co_return co_await repair.run();
    };
    co_return co_await recorded(with, call, std::move(record), work);
}

}  // namespace parlance::serve
