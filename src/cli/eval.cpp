#include "ask/evaluation.hpp"
#include "ask/training.hpp"
#include "base/error.hpp"
#include "base/wait_for.hpp"
#include "catalog/local.hpp"
#include "cli/cli.hpp"

#include <unistd.h>

#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>

namespace parlance::cli {

namespace {

struct Options {
    std::string suite;
    std::string root = ".";
    std::string out;
    std::string readings;
    std::string engine = "builtin";
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

std::vector<ask::EvalRow> read_suite(const std::string& path) {
    std::ifstream in(path);
    if (!in) throw Error(Failure::not_found, "file_not_found", "There is no suite " + path + ".");
    std::vector<ask::EvalRow> rows;
    for (std::string line; std::getline(in, line);) {
        if (!line.empty()) rows.push_back(ask::read_eval_row(line));
    }
    return rows;
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
    for (const ask::EvalRow& row : read_suite(options.suite))
        out << ask::write_readings(row, databases.view(row.db)) << '\n';
    return out.flush() ? 0 : 1;
}

int evaluate(const Options& options) {
    if (!options.readings.empty()) return write_readings(options);
    const auto begin = std::chrono::steady_clock::now();
    const std::vector<ask::EvalRow> rows = read_suite(options.suite);
    std::ofstream out = writing(options.out);
    Databases databases(options.root);
    ask::Evaluation evaluation;
    std::map<std::string, std::size_t> outcomes;
    const bool watched = isatty(STDERR_FILENO) != 0;
    for (std::size_t index = 0; index < rows.size(); ++index) {
        const ask::Prediction made =
            evaluation.predict(rows[index], databases.view(rows[index].db));
        out << ask::write(made) << '\n';
        ++outcomes[made.outcome];
        if (watched || (index + 1) % 500 == 0 || index + 1 == rows.size())
            show_progress(index + 1, rows.size());
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    summarise(outcomes, rows.size(), took.count());
    return out.flush() ? 0 : 1;
}

}  // namespace

Command add_eval(CLI::App& app) {
    CLI::App* words =
        app.add_subcommand("eval", "Answer a suite of questions and write the predictions");
    auto options = std::make_shared<Options>();
    words
        ->add_option(
            "--suite",
            options->suite,
            "Questions, one JSON object a line: id, question, db, clock?, previous?, dialogue?"
        )
        ->required();
    words->add_option("--root", options->root, "Folder that the suite's db paths are relative to")
        ->capture_default_str();
    CLI::Option_group* written = words->add_option_group("written");
    written->require_option(1);
    written->add_option("--out", options->out, "Where the predictions go, one JSON object a line");
    written->add_option(
        "--readings",
        options->readings,
        "Instead of predictions: where every reading goes with its signals, for training"
    );
    words->add_option("--engine", options->engine, "Who answers")
        ->check(CLI::IsMember({"builtin"}))
        ->capture_default_str();
    return {.words = words, .run = [options] { return evaluate(*options); }};
}

}  // namespace parlance::cli
