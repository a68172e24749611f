#include "cli/local_source.hpp"

#include "base/error.hpp"
#include "base/ids.hpp"
#include "base/wait_for.hpp"
#include "connectors/import.hpp"

#include <CLI/App.hpp>
#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

namespace parlance::cli {

namespace {

namespace fs = std::filesystem;

bool is_data_file(const std::string& name) {
    static constexpr std::array<std::string_view, 7> endings{
        ".csv", ".tsv", ".txt", ".json", ".ndjson", ".jsonl", ".parquet"
    };
    return std::ranges::any_of(endings, [&](std::string_view each) {
        return name.ends_with(each);
    });
}

std::string text_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in || !fs::is_regular_file(path))
        throw Error(Failure::not_found, "file_not_found", "There is no file " + path + ".");
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

LocalSource::LocalSource()
    : environment_{
          .blocking = pool_,
          .node = "cli",
          .allow_private = true,
          .allow_unix_sockets = true
      } {}

LocalSource::~LocalSource() {
    std::error_code gone_already;
    if (!scratch_.empty()) fs::remove_all(scratch_, gone_already);
}

catalog::View LocalSource::open(
    const std::string& name,
    const catalog::ValueLimits& limits,
    const std::string& knowledge
) {
    std::optional<catalog::KnowledgeDocument> document;
    if (!knowledge.empty()) document = catalog::read_knowledge(text_of(knowledge));
    const auto connection = is_data_file(name) ? imported(name) : catalog::connection_named(name);
    return wait_for(catalog::open_local(connection, environment_, limits, std::move(document)));
}

connectors::Connection LocalSource::imported(const std::string& file) {
    scratch_ = fs::temp_directory_path() / ("parlance-" + new_id());
    fs::create_directory(scratch_);
    fs::permissions(scratch_, fs::perms::owner_all);
    connectors::ImportRequest request;
    request.path = file;
    request.file_name = fs::path(file).filename().string();
    request.target = (scratch_ / "imported.duckdb").string();
    (void)connectors::import_file(request);
    return catalog::connection_named("duckdb:" + request.target);
}

CLI::Option* LocalSource::add_option(CLI::App& words, std::string& name) {
    return words
        .add_option(
            "--source",
            name,
            "sqlite:PATH, postgresql://user@host/database, or a CSV, TSV, JSON or Parquet file"
        )
        ->required();
}

void LocalSource::add_knowledge_option(CLI::App& words, std::string& knowledge) {
    words.add_option(
        "--knowledge",
        knowledge,
        "YAML with a glossary and verified questions, as the server exports it"
    );
}

}  // namespace parlance::cli
