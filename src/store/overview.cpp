#include "store/overview.hpp"

#include "store/history_rows.hpp"
#include "store/times.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <tuple>

namespace parlance::store {

namespace {

constexpr int rows_max = 50'000;
constexpr int opened_max = 500;
constexpr std::size_t listed_max = 5;

/// One query without its texts.
struct Run {
    std::string connection_id;
    std::string outcome;
    std::string error_code;
    double ms = 0;
    Instant at;
};

std::chrono::sys_days day_of(Instant at) {
    return std::chrono::floor<std::chrono::days>(at);
}

/// Figures over some runs, as they are added.
class Counter {
public:
    void add(const Run& run) {
        ++figures_.queries;
        if (run.outcome == "answered") {
            ++figures_.answered;
            times_.add(run.ms);
        } else if (run.outcome == "failed") {
            ++figures_.failed;
        } else if (run.outcome == "cancelled") {
            ++figures_.cancelled;
        } else {
            ++figures_.unanswered;
        }
    }

    [[nodiscard]] QueryFigures figures() {
        figures_.median_ms = times_.at_share(0.5);
        figures_.p95_ms = times_.at_share(0.95);
        return figures_;
    }

private:
    QueryFigures figures_;
    Times times_;
};

class Summary {
public:
    Summary(Reader& reader, Ledger& ledger, const Principal& who, const OverviewRequest& request)
        : reader_(reader), ledger_(ledger), who_(who), request_(request) {
        first_ = day_of(request.now) - std::chrono::days(request.days - 1);
        mine_ = request.everyone ? "" : "AND user_id = :user ";
        values_ = {{"tenant", who.tenant_id}, {"since", Instant(first_)}};
        if (!request.everyone) values_.emplace_back("user", who.user_id);
    }

    Overview run() {
        for (const Run& each : runs())
            add(each);
        made_.total = total_.figures();
        finish_days();
        finish_sources();
        finish_errors();
        made_.slowest = slowest();
        made_.questions = questions();
        return std::move(made_);
    }

private:
    [[nodiscard]] Parameters with_limit(int most) const {
        Parameters values = values_;
        values.emplace_back("most", most);
        return values;
    }

    std::vector<Run> runs() {
        const std::string sql =
            "SELECT connection_id, outcome, error_code, duration_ms, created_at "
            "FROM query_history WHERE tenant_id = :tenant AND created_at >= :since " +
            mine_ + "ORDER BY created_at DESC LIMIT :most";
        std::vector<Run> all;
        for (const Row& row : reader_.rows(sql, with_limit(rows_max))) {
            all.push_back(
                {row.text("connection_id"),
                 row.text("outcome"),
                 row.text_if("error_code").value_or(""),
                 row.real("duration_ms"),
                 row.instant("created_at")}
            );
        }
        made_.cut_short = all.size() == rows_max;
        return all;
    }

    /// Runs come newest first.
    void add(const Run& run) {
        total_.add(run);
        days_[day_of(run.at)].add(run);
        sources_[run.connection_id].add(run);
        latest_.try_emplace(run.connection_id, run);
        if (run.error_code.empty()) return;
        ErrorFigures& error = errors_[run.error_code];
        if (error.count++ == 0) error.last_at = run.at;
    }

    void finish_days() {
        for (int i = 0; i < request_.days; ++i) {
            const std::chrono::sys_days day = first_ + std::chrono::days(i);
            made_.days.push_back({days_[day].figures(), Instant(day)});
        }
    }

    void finish_sources() {
        for (auto& [id, counter] : sources_) {
            const Run& last = latest_.at(id);
            made_.sources.push_back({counter.figures(), id, last.at, last.error_code});
        }
        std::ranges::sort(made_.sources, std::greater<>{}, [](const SourceFigures& one) {
            return std::pair(one.queries, one.connection_id);
        });
    }

    void finish_errors() {
        for (auto& [code, figures] : errors_) {
            figures.code = code;
            made_.errors.push_back(figures);
        }
        std::ranges::sort(made_.errors, std::greater<>{}, [](const ErrorFigures& one) {
            return std::pair(one.count, one.code);
        });
        if (made_.errors.size() > listed_max) made_.errors.resize(listed_max);
    }

    std::vector<HistoryEntry> entries(std::string_view rest, int most) {
        const std::string sql = fmt::format(
            "{}AND created_at >= :since {}{} LIMIT :most", history_columns, mine_, rest
        );
        std::vector<HistoryEntry> all;
        for (const Row& row : reader_.rows(sql, with_limit(most)))
            all.push_back(opened_entry(reader_, ledger_, who_, row));
        return all;
    }

    std::vector<HistoryEntry> slowest() {
        return entries("AND outcome = 'answered' ORDER BY duration_ms DESC, id DESC", listed_max);
    }

    /// Questions that differ only in capitals count as one.
    std::vector<AskedQuestion> questions() {
        std::map<std::string, AskedQuestion> asked;
        for (HistoryEntry& entry :
             entries("AND kind = 'ask' ORDER BY created_at DESC, id DESC", opened_max)) {
            if (!entry.question) continue;
            AskedQuestion& one = asked[lower(*entry.question)];
            if (one.count++ > 0) continue;
            one.question = std::move(*entry.question);
            one.last_at = entry.created_at;
        }
        std::vector<AskedQuestion> all;
        for (auto& [key, one] : asked)
            all.push_back(std::move(one));
        std::ranges::sort(all, std::greater<>{}, [](const AskedQuestion& one) {
            return std::tuple(one.count, one.last_at, one.question);
        });
        if (all.size() > listed_max) all.resize(listed_max);
        return all;
    }

    Reader& reader_;
    Ledger& ledger_;
    const Principal& who_;
    const OverviewRequest& request_;
    std::chrono::sys_days first_;
    std::string mine_;
    Parameters values_;
    Overview made_;
    Counter total_;
    std::map<std::chrono::sys_days, Counter> days_;
    std::map<std::string, Counter> sources_;
    std::map<std::string, Run> latest_;
    std::map<std::string, ErrorFigures> errors_;
};

}  // namespace

Overview
overview(Reader& reader, Ledger& ledger, const Principal& who, const OverviewRequest& request) {
    return Summary(reader, ledger, who, request).run();
}

}  // namespace parlance::store
