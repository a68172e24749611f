#include "serve/openapi.hpp"

#include "base/json.hpp"
#include "cli/cli.hpp"
#include "guard/policy_document.hpp"
#include "serve/operations.hpp"

#include <CLI/App.hpp>
#include <cstdio>
#include <memory>

namespace parlance::cli {

namespace {

std::string policy_text() {
    std::string text;
    json::write(text, boost::json::value(guard::policy_schema()));
    return text + "\n";
}

}  // namespace

Command add_openapi(CLI::App& app) {
    CLI::App* words = app.add_subcommand("openapi", "Print the OpenAPI document of the API");
    auto policy = std::make_shared<bool>(false);
    words->add_flag("--policy", *policy, "Print the JSON Schema of a policy instead");
    auto run = [policy] {
        const std::string text = *policy ? policy_text() : serve::openapi_text(serve::operations());
        std::fwrite(text.data(), 1, text.size(), stdout);
        return 0;
    };
    return {.words = words, .run = run};
}

}  // namespace parlance::cli
