#include "ask/evaluation.hpp"
#include "ask/totals.hpp"
#include "ask/training.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/together.hpp"
#include "base/wait_for.hpp"
#include "catalog/local.hpp"
#include "cli/cli.hpp"
#include "cli/eval_models.hpp"
#include "cli/eval_report.hpp"

#include <unistd.h>

#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <optional>

namespace parlance::cli {

namespace {

struct Options {
    std::string suite;
    std::string root = ".";
    std::string out;
    std::string readings;
    std::string engine = "builtin";
    std::string roles;
    std::string report;
    std::string gold = "sql";
    std::size_t at_once = 1;
    std::string before;  ///< of a comparison
    std::string after;
    bool gate = false;
};

/// The databases of a suite, each opened once.
class Databases {
public:
    explicit Databases(std::string root) : root_(std::move(root)) {}

    const catalog::View& view(const std::string& db) {
        const auto found = views_.find(db);
        if (found != views_.end()) return found->second;
        const auto path = (std::filesystem::path(root_) / db).string();
        const auto connection = catalog::connection_named("sqlite:" + path);
        auto view = wait_for(catalog::open_local(connection, environment_, {}));
        return views_.emplace(db, std::move(view)).first->second;
    }

private:
    std::string root_;
    BlockingPool pool_{"eval", 1};
    connectors::Environment environment_{.blocking = pool_, .node = "eval"};
    std::map<std::string, catalog::View> views_;
};

/// A suite, with the lines that its rows were read from.
struct Suite {
    std::vector<ask::EvalRow> rows;
    std::vector<std::string> lines;
};

Suite read_suite(const std::string& path) {
    std::ifstream in(path);
    if (!in) throw Error(Failure::not_found, "file_not_found", "There is no suite " + path + ".");
    Suite suite;
    for (std::string line; std::getline(in, line);) {
        if (line.empty()) continue;
        suite.rows.push_back(ask::read_eval_row(line));
        suite.lines.push_back(std::move(line));
    }
    return suite;
}

void show_progress(std::size_t done, std::size_t all) {
    constexpr std::size_t width = 40;
    const std::size_t filled = all == 0 ? width : done * width / all;
    fmt::print(stderr, "\r[{:<{}}] {}/{}", std::string(filled, '#'), width, done, all);
    if (done == all) fmt::print(stderr, "\n");
}

void summarise(
    const std::map<std::string, std::size_t>& outcomes,
    std::size_t all,
    double seconds
) {
    fmt::print(stderr, "{} questions in {:.1f} s:", all, seconds);
    for (const auto& [outcome, count] : outcomes)
        fmt::print(stderr, " {} {}", count, outcome);
    fmt::print(stderr, "\n");
}

std::ofstream writing(const std::string& path) {
    std::ofstream out(path);
    if (!out) throw Error(Failure::invalid, "file_not_writable", "Cannot write " + path + ".");
    return out;
}

/// Every reading of every question, for training.
int write_readings(const Options& options) {
    std::ofstream out = writing(options.readings);
    Databases databases(options.root);
    out << ask::write_signal_names() << '\n';
    for (const ask::EvalRow& row : read_suite(options.suite).rows)
        out << ask::write_readings(row, databases.view(row.db)) << '\n';
    return out.flush() ? 0 : 1;
}

/// Answers a suite: predictions as they come, and what they amount to.
class Evaluating {
public:
    explicit Evaluating(const Options& options)
        : options_(options), suite_(read_suite(options.suite)), databases_(options.root) {
        if (!options.out.empty()) out_ = writing(options.out);
        if (!options.report.empty()) report_ = writing(options.report);
        if (options.engine == "builtin") return;
        models_ = std::make_unique<LocalModels>(options.roles, options.engine == "agents");
    }

    int run() {
        const auto begin = std::chrono::steady_clock::now();
        chains_ = ask::chains_of(suite_.rows);
        const auto all = [this]() -> Task<void> {
            std::vector<Task<void>> works;
            for (std::size_t at = 0; at < options_.at_once; ++at)
                works.push_back(answer_chains());
            co_await together(std::move(works));
        };
        if (models_)
            wait_for(all());
        else
            predict_all();
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        summarise(outcomes_, suite_.rows.size(), took.count());
        if (models_ || report_) fmt::print(stderr, "{}", summary_of(ask::totals_of(marks_)));
        const auto written = [](auto& file) { return !file || file->flush(); };
        return written(out_) && written(report_) ? 0 : 1;
    }

private:
    void predict_all() {
        for (std::size_t at = 0; at < suite_.rows.size(); ++at) {
            const ask::EvalRow& row = suite_.rows[at];
            wait_for(keep(at, evaluation_.predict(row, databases_.view(row.db))));
        }
    }

    Task<void> answer_chains() {
        while (next_chain_ < chains_.size()) {
            for (const std::size_t at : chains_[next_chain_++]) {
                const ask::EvalRow& row = suite_.rows[at];
                const catalog::View view = databases_.view(row.db);
                ask::Prediction made = co_await evaluation_.ask(row, view, models_->agency());
                co_await keep(at, std::move(made));
            }
        }
    }

    Task<void> keep(std::size_t at, ask::Prediction made) {
        if (out_)
            *out_ << ask::write(made) << std::endl;  // what a model said is not paid for twice
        ++outcomes_[made.outcome];
        const ask::EvalRow& row = suite_.rows[at];
        ask::Mark mark = ask::mark_of(row, made);
        if (report_) {
            const auto gold = ask::read_eval_gold(suite_.lines[at], options_.gold);
            co_await ask::grade_mark(mark, made, databases_.view(row.db), gold);
            *report_ << json::to_text(mark) << '\n';
        }
        marks_.push_back(std::move(mark));
        const std::size_t done = marks_.size();
        if (watched_ || done % 500 == 0 || done == suite_.rows.size())
            show_progress(done, suite_.rows.size());
    }

    const Options& options_;
    const Suite suite_;
    std::optional<std::ofstream> out_;
    std::optional<std::ofstream> report_;
    Databases databases_;
    std::unique_ptr<LocalModels> models_;
    ask::Evaluation evaluation_;
    std::vector<std::vector<std::size_t>> chains_;
    std::size_t next_chain_ = 0;
    std::map<std::string, std::size_t> outcomes_;
    std::vector<ask::Mark> marks_;
    const bool watched_ = isatty(STDERR_FILENO) != 0;
};

/// One file beside another; with `--gate` the exit code says whether the second may take the place
/// of the first.
int compare(const Options& options) {
    const auto before = read_marks(options.before);
    const auto after = read_marks(options.after);
    const ask::EvaluationComparison compared = ask::compare(before, after);
    fmt::print("{}", told(compared));
    if (!options.gate) return 0;
    const auto reasons = ask::reasons_against(compared);
    for (const ask::GradeReason& reason : reasons)
        fmt::print("not good enough: {} ({})\n", reason.text, reason.code);
    return reasons.empty() ? 0 : 1;
}

[[noreturn]] void wrong(const std::string& what) {
    throw Error(Failure::invalid, "eval_options", what);
}

void check(const Options& options) {
    if (options.suite.empty()) wrong("Name the questions with --suite.");
    const bool answers = !options.out.empty() || !options.report.empty();
    if (answers != options.readings.empty())
        wrong("Say where to write: --out for answers, --report for their grades, or --readings.");
    if (options.engine != "builtin" && options.roles.empty())
        wrong("Name the file of models with --roles.");
}

int evaluate(const Options& options) {
    check(options);
    if (!options.readings.empty()) return write_readings(options);
    return Evaluating(options).run();
}

void add_compare(CLI::App& eval, Options& options) {
    CLI::App* words = eval.add_subcommand("compare", "Show two reports side by side");
    words->add_option("before", options.before, "A report, or predictions")->required();
    words->add_option("after", options.after, "Another one")->required();
    words->add_flag(
        "--gate", options.gate, "End with 1 when the second must not take the place of the first"
    );
}

}  // namespace

Command add_eval(CLI::App& app) {
    CLI::App* words =
        app.add_subcommand("eval", "Answer a suite of questions and write the predictions");
    auto options = std::make_shared<Options>();
    words->add_option(
        "--suite",
        options->suite,
        "Questions, one JSON object a line: id, question, db, clock?, previous?, dialogue?"
    );
    words->add_option("--root", options->root, "Folder that the suite's db paths are relative to")
        ->capture_default_str();
    words->add_option("--out", options->out, "Where the predictions go, one JSON object a line");
    words->add_option(
        "--readings",
        options->readings,
        "Instead of predictions: where every reading goes with its signals, for training"
    );
    words->add_option("--engine", options->engine, "Who answers")
        ->check(CLI::IsMember({"builtin", "agents", "cascade"}))
        ->capture_default_str();
    words->add_option(
        "--roles", options->roles, "The models of agents and cascade: a JSON file of settings"
    );
    words->add_option("--at-once", options->at_once, "Questions that models answer at once")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    words->add_option(
        "--report", options->report, "Where each question goes with its grade, for `eval compare`"
    );
    words->add_option("--gold", options->gold, "The member of a row that holds the right SQL")
        ->capture_default_str();
    add_compare(*words, *options);
    const auto run = [words, options] {
        return words->got_subcommand("compare") ? compare(*options) : evaluate(*options);
    };
    return {.words = words, .run = run};
}

}  // namespace parlance::cli
