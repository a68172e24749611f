#include "ask/transcript.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "cli/admin.hpp"
#include "store/transcripts.hpp"

#include <boost/json/serialize.hpp>

#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <cstdio>
#include <fstream>
#include <iterator>

namespace parlance::cli {

namespace {

/// Told apart from every other failure, so that a script can raise the alarm.
constexpr int exit_differs = 6;

struct Wanted {
    std::string query_id;
    std::string file;
};

std::string from_store(const Config& config, const std::string& query_id) {
    AdminStore home(config);
    return home.database.read([&](store::Reader& reader) {
        return store::transcript(reader, home.ledger, System{}, query_id);
    });
}

std::string from_file(const std::string& path) {
    std::ifstream in(path);
    if (!in) throw Error(Failure::not_found, "file_not_found", "There is no file " + path + ".");
    std::string text(std::istreambuf_iterator<char>(in), {});
    const boost::json::value read = json::parse(text, {}, json::depth_max * 2);
    const auto* inner = read.is_object() ? read.get_object().if_contains("transcript") : nullptr;
    return inner == nullptr ? text : boost::json::serialize(*inner);
}

int replay(const Config& config, const Wanted& wanted) {
    const ask::Replay again = ask::replay(
        wanted.file.empty() ? from_store(config, wanted.query_id) : from_file(wanted.file)
    );
    fmt::print("{}\n\n", again.question);
    for (const std::string& line : again.lines)
        fmt::print("{}\n", line);
    fmt::print("\nDecided: {}\n", again.because);
    fmt::print("{}\n", again.decided.value_or("No candidate could be run."));
    if (again.same()) {
        fmt::print("The same as then.\n");
        return 0;
    }
    fmt::print("THEN IT WAS: {}\n", again.recorded.value_or("no candidate"));
    return exit_differs;
}

}  // namespace

Command add_replay(CLI::App& app) {
    CLI::App* words = app.add_subcommand(
        "replay", "Decide a question again from what models said then, without asking them"
    );
    const auto settings = std::make_shared<const Settings>(*words);
    auto wanted = std::make_shared<Wanted>();
    CLI::Option_group* which = words->add_option_group("transcript");
    which->require_option(1);
    which->add_option("query_id", wanted->query_id, "A query in the store of this installation");
    which
        ->add_option(
            "--file", wanted->file, "A transcript as GET /api/v1/queries/{id}/transcript gives it"
        )
        ->check(CLI::ExistingFile);
    words->footer("Exit code 6: the decision is not the one of then.");
    return {.words = words, .run = [settings, wanted] {
                return replay(settings->read_config(), *wanted);
            }};
}

}  // namespace parlance::cli
