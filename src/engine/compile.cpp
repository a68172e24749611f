#include "engine/compile.hpp"

#include "engine/compiler.hpp"

namespace parlance::engine {

std::optional<Compiled> compile(const Qir& query, const Model& model) {
    Names names;
    Compiler compiler(model, names, nullptr);
    auto made = compiler.run(query);
    if (!made) return std::nullopt;
    Compiled compiled = std::move(compiler.facts());
    compiled.query = std::move(*made);
    return compiled;
}

}  // namespace parlance::engine
