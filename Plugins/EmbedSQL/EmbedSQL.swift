import Foundation
import PackagePlugin

/// Makes `enum SQL` in a target from the statements in `sql/queries/<Target>`. The executable's holds the migrations, the
/// functions and the demonstration's data too.
@main
struct EmbedSQL: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let sql = context.package.directoryURL.appending(path: "sql")
        var groups = [("all", sql.appending(path: "queries/\(target.name)"))]
        if target.name == context.package.displayName {
            groups += ["migrations", "functions", "seed"].map { ($0, sql.appending(path: $0)) }
        }
        let output = context.pluginWorkDirectoryURL.appending(path: "SQL.swift")
        return [
            .buildCommand(
                displayName: "Embedding SQL for \(target.name)", executable: try context.tool(named: "EmbedTool").url,
                arguments: [target.name, output.path] + groups.map { "\($0.0)=\($0.1.path)" },
                inputFiles: groups.flatMap { Self.inputs(in: $0.1) }, outputFiles: [output])
        ]
    }

    /// The folder and its files: an edit rebuilds, and so does a file that was added. SwiftPM keeps this list until
    /// `Package.swift` is touched, which is needed after a file or the folder was removed, or the folder made.
    private static func inputs(in folder: URL) -> [URL] {
        guard let found = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) else { return [] }
        return [folder] + found.filter { $0.pathExtension == "sql" }.sorted { $0.path < $1.path }
    }
}
