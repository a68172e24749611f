#include "serve/openapi.hpp"

#include "cli/cli.hpp"
#include "serve/operations.hpp"

#include <CLI/App.hpp>
#include <cstdio>

namespace parlance::cli {

Command add_openapi(CLI::App& app) {
    CLI::App* words = app.add_subcommand("openapi", "Print the OpenAPI document of the API");
    auto run = [] {
        const std::string text = serve::openapi_text(serve::operations());
        std::fwrite(text.data(), 1, text.size(), stdout);
        return 0;
    };
    return {.words = words, .run = run};
}

}  // namespace parlance::cli
