package org.nestlab.allure.report;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Serves one folder over HTTP, as Jenkins does with a report; what is not there is a 404. */
final class FileServer implements AutoCloseable {

    private final HttpServer server;
    private final Path folder;

    private FileServer(HttpServer server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    static FileServer of(Path folder) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FileServer serving = new FileServer(server, folder);
        server.createContext("/", serving::answer);
        server.start();
        return serving;
    }

    /** Ends with a slash. */
    String url() {
        return "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1))
                    .normalize();
            if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            boolean isPage = file.toString().endsWith(".html");
            exchange.getResponseHeaders().set("Content-Type", isPage ? "text/html; charset=utf-8" : "application/json");
            exchange.sendResponseHeaders(200, Files.size(file));
            Files.copy(file, exchange.getResponseBody());
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
