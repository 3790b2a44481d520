(function () {
  var body = document.body;
  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
  }
  function plain(text) { return text.normalize("NFC").trim().toLowerCase(); }
  // What is typed with marks is found with these marks; what is typed without any is found with or without them.
  function matcher(typed) {
    var wanted = plain(typed), bare = fold(wanted);
    return bare === wanted
      ? function (text) { return fold(text).indexOf(bare) >= 0; }
      : function (text) { return plain(text).indexOf(wanted) >= 0; };
  }

  document.querySelectorAll("[data-filter]").forEach(function (input) {
    var rows = document.getElementById(input.dataset.filter).querySelectorAll("tbody tr, .issues > li");
    var said = input.closest(".filter").querySelector("[role=status]");
    input.closest(".filter").hidden = false;
    input.addEventListener("input", function () {
      var fits = matcher(input.value), shown = 0;
      rows.forEach(function (row) {
        row.hidden = !fits(row.textContent);
        shown += row.hidden ? 0 : 1;
      });
      said.textContent = plain(input.value) ? body.dataset.shown.replace("#", shown) : "";
    });
  });

  // A cell is sorted by its key, else by the number that it begins with, as the language writes it, else by its text.
  function key(row, column) {
    var cell = row.cells[column], text = cell ? cell.textContent.trim() : "";
    if (cell && cell.dataset.k !== undefined) return cell.dataset.k;
    var number = /^[-+]?[\d.,]+/.exec(text.replace("−", "-"));
    if (!number) return text === "…" ? "" : text;
    return document.documentElement.lang === "vi"
      ? number[0].replace(/\./g, "").replace(",", ".")
      : number[0].replace(/,/g, "");
  }
  document.querySelectorAll("button.sort").forEach(function (button) {
    var head = button.closest("th"), table = head.closest("table"), rows = table.tBodies[0];
    button.addEventListener("click", function () {
      var column = head.cellIndex, down = head.getAttribute("aria-sort") === "ascending";
      table.querySelectorAll("th[aria-sort]").forEach(function (other) { other.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      Array.from(rows.rows).sort(function (a, b) {
        var x = key(a, column), y = key(b, column);
        if (x === "" || y === "") return (x === "") - (y === "");
        var order = isNaN(x) || isNaN(y) ? x.localeCompare(y, "vi") : Number(x) - Number(y);
        return down ? -order : order;
      }).forEach(function (row) { rows.appendChild(row); });
    });
  });

  var box = document.getElementById("q"), hits = document.getElementById("hits"), said = document.getElementById("hits-said");
  function show() {
    var found = [];
    if (plain(box.value)) {
      var fits = matcher(box.value);
      found = window.searchIndex.filter(function (entry) { return fits(entry[0]); });
    }
    hits.textContent = "";
    found.slice(0, 12).forEach(function (entry) {
      var item = document.createElement("li"), link = document.createElement("a"), kind = document.createElement("span");
      link.href = body.dataset.root + entry[2];
      link.textContent = entry[0];
      kind.textContent = entry[1];
      item.append(link, " ", kind);
      hits.append(item);
    });
    hits.hidden = found.length === 0;
    said.textContent = !plain(box.value) ? "" : found.length ? body.dataset.found.replace("#", found.length) : body.dataset.none;
  }
  function load() {
    if (window.searchIndex || document.getElementById("index")) return;
    var script = document.createElement("script");
    script.id = "index";
    script.src = box.dataset.index;
    script.addEventListener("load", show);
    document.head.append(script);
  }
  if (box) {
    box.closest("search").classList.add("ready");
    box.addEventListener("focus", load);
    box.addEventListener("input", function () { window.searchIndex ? show() : load(); });
    box.closest("search").addEventListener("keydown", function (event) {
      var links = Array.from(hits.querySelectorAll("a")), at = links.indexOf(document.activeElement);
      if (event.key === "Escape") { box.value = ""; show(); box.focus(); }
      if (event.key === "ArrowDown" && at + 1 < links.length) { links[at + 1].focus(); event.preventDefault(); }
      if (event.key === "ArrowUp" && at >= 0) { (at ? links[at - 1] : box).focus(); event.preventDefault(); }
      if (event.key === "Enter" && event.target === box && links.length) { links[0].click(); }
    });
  }

  var closed = [];
  window.addEventListener("beforeprint", function () {
    closed = Array.from(document.querySelectorAll("details:not([open])"));
    closed.forEach(function (group) { group.open = true; });
  });
  window.addEventListener("afterprint", function () {
    closed.forEach(function (group) { group.open = false; });
  });
})();
