.class public Lcom/baidu/mapapi/map/MapView;
.super Landroid/view/ViewGroup;

.method public constructor <init>(Landroid/content/Context;)V
    .registers 2
    invoke-direct {p0, p1}, Landroid/view/ViewGroup;-><init>(Landroid/content/Context;)V
    return-void
.end method

.method protected onLayout(ZIIII)V
    .registers 9
    invoke-virtual {p0}, Landroid/view/ViewGroup;->getChildCount()I
    move-result v0
    if-eqz v0, :empty
    const/4 v0, 0x0
    invoke-virtual {p0, v0}, Landroid/view/ViewGroup;->getChildAt(I)Landroid/view/View;
    move-result-object v0
    invoke-virtual {v0, p2, p3, p4, p5}, Landroid/view/View;->layout(IIII)V
    :empty
    return-void
.end method
