document.addEventListener("DOMContentLoaded", function () {
  fetch("https://act.kuaijing-video.example/api/coins").then(function (r) { return r.json(); });
});
