#pragma once

#include "base/error.hpp"
#include "base/wait_for.hpp"
#include "catalog/catalog.hpp"
#include "store/connections.hpp"
#include "store/testing.hpp"

#include <optional>
#include <string>

namespace parlance::catalog {

/// A catalog over a fresh store with two tenants; for tests.
class CatalogFixture : public store::StoreTest {
protected:
    ~CatalogFixture() override {
        catalog.close();
        background.reset();  // waits for what still learns
    }

    /// Connects a SQLite file of the tenant's folder; its id.
    std::string add(const Principal& who, const std::string& path) {
        store::NewConnection wanted{.name = path, .kind = "sqlite", .path = path};
        return write([&](store::Writer& writer) {
            return add_connection(writer, vault(), who, wanted).id;
        });
    }

    /// The code of the error that it ends with; empty when it ends well.
    template <class T>
    std::string fails(Task<T> task) {
        try {
            wait_for(std::move(task));
        } catch (const Error& error) {
            return error.code();
        }
        return {};
    }

    BlockingPool blocking{"blocking", 2};
    std::optional<BlockingPool> background{std::in_place, "background", 1};
    store::Store shared_store{database.url()};
    Catalog catalog{{
        .store = shared_store,
        .vault = vault(),
        .ledger = ledger(),
        .environment = {.blocking = blocking, .node = "test"},
        .folder = folder.path() / "tenants",
        .background = background->executor(),
        .limits = {},
    }};
};

}  // namespace parlance::catalog
