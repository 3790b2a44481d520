document.querySelectorAll("[data-filter]").forEach(function (input) {
  var box = document.getElementById(input.dataset.filter);
  var rows = box.querySelectorAll("tbody tr, .issues > li");
  var status = input.closest(".filter").querySelector("[role=status]");
  input.closest(".filter").hidden = false;
  input.addEventListener("input", function () {
    var wanted = input.value.normalize("NFC").trim().toLowerCase();
    var shown = 0;
    rows.forEach(function (row) {
      var group = row.closest("details");
      var text = row.textContent + (group ? group.querySelector(".who").textContent : "");
      row.hidden = text.toLowerCase().indexOf(wanted) < 0;
      shown += row.hidden ? 0 : 1;
    });
    box.querySelectorAll("details").forEach(function (group) {
      group.hidden = !group.querySelector("li:not([hidden])");
      group.open = wanted !== "" && !group.hidden;
    });
    status.textContent = wanted ? "Khớp " + shown + " dòng" : "";
  });
});
window.addEventListener("beforeprint", function () {
  document.querySelectorAll("details").forEach(function (group) { group.open = true; });
});
